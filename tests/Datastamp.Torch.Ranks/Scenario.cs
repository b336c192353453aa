using System.Diagnostics;
using System.Globalization;
using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using TorchSharp;

namespace Datastamp.Torch.Ranks;

/// <summary>What the ranks do, in threads or in processes.</summary>
public static class Scenario
{
    /// <summary>The rank that does not do its part.</summary>
    public const int Culprit = 1;

    private const int GoodSteps = 3;

    /// <param name="name"><c>parity</c>, <c>training</c>, or how the culprit fails after a few good steps.</param>
    /// <param name="group">The rank.</param>
    /// <param name="arguments">The ranks' batches, for <c>parity</c> and <c>training</c>.</param>
    public static void Run(string name, IProcessGroup group, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(group);
        long[] batches = [.. arguments.Select(batch => long.Parse(batch, CultureInfo.InvariantCulture))];
        if (name == "parity")
        {
            PrintParity(group, batches);
            return;
        }

        if (name == "training")
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Rank}|{Training.Difference(group, batches):R}"));
            return;
        }

        using var first = new SyncBatchNorm(group, 2, path: "first");
        using var second = new SyncBatchNorm(group, 2, path: "second");
        for (var step = 0; step < GoodSteps; step++)
        {
            Train(group, first, second);
        }

        if (group.Rank == Culprit && Misbehave(name, () => Train(group, second, first)))
        {
            return;
        }

        while (name != "none")
        {
            Train(group, first, second);
        }
    }

    private static void Train(IProcessGroup group, SyncBatchNorm first, SyncBatchNorm second)
    {
        using var scope = torch.NewDisposeScope();
        group.Backward(second.call(first.call(torch.randn(4, 2).requires_grad_())).sum());
    }

    /// <returns>Whether the rank has nothing more to do.</returns>
    private static bool Misbehave(string name, Action reordered)
    {
        switch (name)
        {
            case "reorder":
                reordered();
                break;
            case "kill":
                Process.GetCurrentProcess().Kill();
                break;
            case "stall":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "exit":
                Environment.Exit(0);
                break;
            case "throw":
                throw new InvalidOperationException("The disk is full.");
        }

        return name is "leave";
    }

    private static void PrintParity(IProcessGroup group, long[] batches)
    {
        foreach (var @case in NormalizationCase.All(batches))
        {
            var parity = Parity.Of(group, @case);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Rank}|{@case}|{parity.Output:R}|{parity.Gradient:R}|{parity.Statistics:R}"));
        }
    }
}
