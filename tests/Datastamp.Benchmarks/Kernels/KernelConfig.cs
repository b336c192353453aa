using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;

namespace Datastamp.Benchmarks.Kernels;

/// <summary>The columns of kernel benchmarks: time, throughput, allocations.</summary>
internal sealed class KernelConfig : ManualConfig
{
    public KernelConfig()
    {
        AddColumn(StatisticColumn.Median, new ThroughputColumn());
        AddDiagnoser(MemoryDiagnoser.Default);
    }
}
