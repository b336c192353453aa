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

    public static void Run(string name, IProcessGroup group, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(group);
        switch (name)
        {
            case "parity":
                PrintParity(group, [.. arguments.Select(batch => long.Parse(batch, CultureInfo.InvariantCulture))]);
                break;
            case "train":
                Train(group, GoodSteps, static (_, first, second) => torch.nn.functional.relu(second.call(first.call(Batch()))));
                break;
            case "reorder":
                Train(group, GoodSteps, static (_, first, second) => second.call(first.call(Batch())));
                Train(group, 1, static (group, first, second) => group.Rank == Culprit ? first.call(second.call(Batch())) : second.call(first.call(Batch())));
                break;
            default:
                Train(group, GoodSteps, static (_, first, second) => second.call(first.call(Batch())));
                if (group.Rank != Culprit || !Misbehave(name))
                {
                    Train(group, int.MaxValue, static (_, first, second) => second.call(first.call(Batch())));
                }

                break;
        }
    }

    /// <summary>Training steps of two layers, which have names, as in a network.</summary>
    public static void Train(IProcessGroup group, int steps, Func<IProcessGroup, SyncBatchNorm, SyncBatchNorm, torch.Tensor> forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        using var first = new SyncBatchNorm(group, 2, path: "first");
        using var second = new SyncBatchNorm(group, 2, path: "second");
        for (var step = 0; step < steps; step++)
        {
            using var scope = torch.NewDisposeScope();
            group.Backward(forward(group, first, second).sum());
        }
    }

    private static torch.Tensor Batch() => torch.randn(4, 2).requires_grad_();

    private static bool Misbehave(string name)
    {
        switch (name)
        {
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

        return name == "leave";
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
