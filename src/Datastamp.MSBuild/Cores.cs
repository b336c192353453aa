using Microsoft.Build.Framework;

namespace Datastamp.MSBuild;

/// <summary>Cores that the build has lent, given back when disposed.</summary>
internal sealed class Cores : IDisposable
{
    private readonly IBuildEngine9? engine;

    private Cores(IBuildEngine9? engine, int count)
    {
        this.engine = engine;
        Count = count;
    }

    /// <summary>How many: 1 or more.</summary>
    public int Count { get; }

    /// <summary>Asks the build for cores, and gets one at least.</summary>
    public static Cores Request(IBuildEngine engine, int wanted)
    {
        try
        {
            return engine is IBuildEngine9 lender ? new(lender, lender.RequestCores(wanted)) : new(engine: null, wanted);
        }
        catch (NotImplementedException)
        {
            // A task host lends nothing.
            return new(engine: null, wanted);
        }
    }

    public void Dispose() => engine?.ReleaseCores(Count);
}
