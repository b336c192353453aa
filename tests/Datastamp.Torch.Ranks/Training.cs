using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using TorchSharp;

namespace Datastamp.Torch.Ranks;

/// <summary>
/// A small network that the ranks train together, step for step beside one process that trains it on the whole batch: a
/// convolution, batch normalization, which each rank converts, and a linear layer; stochastic gradient descent with momentum.
/// </summary>
public static class Training
{
    private const int Steps = 20;

    /// <summary>How far any parameter, statistic or loss of a rank is from the one process's, after the worst of 20 steps.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="batches">How many samples each rank has a step.</param>
    public static double Difference(IProcessGroup group, IReadOnlyList<long> batches)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(batches);
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(7);
        using var whole = Network(generator);
        using var replica = Network(generator);
        if (group.Rank == 0)
        {
            replica.load_state_dict(whole.state_dict());
        }

        using var wholesOptimizer = torch.optim.SGD(whole.parameters(), 0.1, momentum: 0.9, weight_decay: 1e-3);
        using var optimizer = torch.optim.SGD(replica.parameters(), 0.1, momentum: 0.9, weight_decay: 1e-3);
        SyncBatchNorm.Convert(replica, group);
        DataParallel.BroadcastParameters(replica, group);
        var start = batches.Take(group.Rank).Sum();
        var difference = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            using var inner = torch.NewDisposeScope();
            var images = torch.randn([batches.Sum(), 2, 6, 6], torch.ScalarType.Float64, generator: generator);
            var labels = torch.randint(3, [batches.Sum()], generator: generator);

            wholesOptimizer.zero_grad();
            torch.nn.functional.cross_entropy(whole.call(images), labels).backward();
            wholesOptimizer.step();

            var mine = batches[group.Rank];
            optimizer.zero_grad();
            DataParallel.Backward(
                torch.nn.functional.cross_entropy(replica.call(images.narrow(0, start, mine)), labels.narrow(0, start, mine)), mine, group);
            DataParallel.AllReduceGradients(replica, group);
            optimizer.step();

            difference = whole.state_dict().Values.Zip(replica.state_dict().Values, Difference).Append(difference).Max();
        }

        return difference;
    }

    private static torch.nn.Module<torch.Tensor, torch.Tensor> Network(torch.Generator generator)
    {
        var network = torch.nn.Sequential(
            ("conv", torch.nn.Conv2d(2, 4, 3, dtype: torch.ScalarType.Float64)),
            ("norm", torch.nn.BatchNorm2d(4, dtype: torch.ScalarType.Float64)),
            ("relu", torch.nn.ReLU()),
            ("flatten", torch.nn.Flatten()),
            ("linear", torch.nn.Linear(64, 3, dtype: torch.ScalarType.Float64)));
        using var grad = torch.no_grad();
        foreach (var parameter in network.parameters())
        {
            using var values = torch.randn(parameter.shape, torch.ScalarType.Float64, generator: generator);
            parameter.copy_(values);
        }

        return network;
    }

    private static double Difference(torch.Tensor one, torch.Tensor other) => one.sub(other).abs().max().to(torch.ScalarType.Float64).item<double>();
}
