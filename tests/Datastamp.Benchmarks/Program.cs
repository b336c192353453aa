using BenchmarkDotNet.Running;
using Datastamp.Benchmarks;

if (args is ["decode-only", .. var rest])
{
    return DecodeOnly.Run(rest);
}

if (args is ["load", .. var loadArguments])
{
    return await LoadRounds.RunAsync(loadArguments);
}

BenchmarkSwitcher.FromAssembly(typeof(DecodeOnly).Assembly).Run(args);
return 0;
