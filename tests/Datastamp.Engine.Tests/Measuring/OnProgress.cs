using Datastamp.Measuring;

namespace Datastamp.Tests.Measuring;

/// <summary>Does something with each sign of progress, on the thread that it comes from.</summary>
internal sealed class OnProgress(Action<MeasureProgress> action) : IProgress<MeasureProgress>
{
    public void Report(MeasureProgress value) => action(value);
}
