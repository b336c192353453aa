using BenchmarkDotNet.Running;
using Datastamp.Benchmarks;

if (args is ["decode-only", .. var rest])
{
    return DecodeOnly.Run(rest);
}

BenchmarkSwitcher.FromAssembly(typeof(DecodeOnly).Assembly).Run(args);
return 0;
