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

if (args is ["make-parts", var shards, var files, var made])
{
    return MergeSimulation.Make(shards, files, made);
}

if (args is ["merge-parts", var parts])
{
    return MergeSimulation.Merge(parts);
}

BenchmarkSwitcher.FromAssembly(typeof(DecodeOnly).Assembly).Run(args);
return 0;
