using Datastamp.Tests;
using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using Datastamp.Torch.Ranks;
using Newtonsoft.Json.Linq;
using TorchSharp;
using TorchSharp.PyBridge;

namespace Datastamp.Torch.Tests.Normalization;

/// <summary>Against PyTorch itself, live.</summary>
[Category("Python")]
public class PyTorchTests
{
    private const int Steps = 3;
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    private System.Diagnostics.Process? python;

    private static IEnumerable<NormalizationCase> Cases => [.. NormalizationCase.All(7), .. NormalizationCase.All(4, 0, 3)];

    [OneTimeSetUp]
    public void Start() => python = Python.Start("batch_norm.py", [], "torch");

    [OneTimeTearDown]
    public void End()
    {
        python?.StandardInput.Close();
        python?.WaitForExit();
        python?.Dispose();
    }

    [TestCaseSource(nameof(Cases))]
    public void Three_steps_and_an_evaluation_equal_those_of_PyTorch(NormalizationCase @case)
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(11);
        var weight = torch.randn([NormalizationCase.Channels], torch.ScalarType.Float64, generator: generator);
        var bias = torch.randn([NormalizationCase.Channels], torch.ScalarType.Float64, generator: generator);
        var steps = Enumerable.Range(0, Steps).Select(_ => (X: @case.Draw(generator).mul_(3).add_(1), Dy: @case.Draw(generator))).ToList();
        var evaluation = @case.Draw(generator);
        var expected = Ask(new JObject(
            new JProperty("options", new JObject(
                new JProperty("momentum", @case.Momentum),
                new JProperty("affine", @case.Affine),
                new JProperty("track_running_stats", @case.Track),
                new JProperty("weight", @case.Affine ? Nested(weight) : null),
                new JProperty("bias", @case.Affine ? Nested(bias) : null))),
            new JProperty("steps", new JArray(steps.Select(step => new JObject(new JProperty("x", Nested(step.X)), new JProperty("dy", Nested(step.Dy)))))),
            new JProperty("evaluation", Nested(evaluation))));

        LocalProcessGroup.Run(@case.Batches.Count, timeout, group =>
        {
            using var mine = torch.NewDisposeScope();
            using var layer = new SyncBatchNorm(group, NormalizationCase.Channels, momentum: @case.Momentum, affine: @case.Affine, trackRunningStats: @case.Track, dtype: torch.ScalarType.Float64);
            if (@case.Affine)
            {
                using var grad = torch.no_grad();
                layer.weight.copy_(weight);
                layer.bias!.copy_(bias);
            }

            var start = @case.Batches.Take(group.Rank).Sum();
            var length = @case.Batches[group.Rank];
            foreach (var (step, answer) in steps.Zip(expected["steps"]!))
            {
                var x = step.X.narrow(0, start, length).clone().requires_grad_();
                layer.zero_grad();
                var y = layer.call(x);
                group.Backward(y.mul(step.Dy.narrow(0, start, length)).sum());
                AssertEqual(y, Part(answer["y"]!), 1e-12, "y");
                AssertEqual(x.grad!, Part(answer["dx"]!), 1e-12, "dx");
                if (@case.Affine)
                {
                    AssertEqual(Sum(group, layer.weight.grad!), answer["dw"]!, 1e-12, "dw");
                    AssertEqual(Sum(group, layer.bias!.grad!), answer["db"]!, 1e-12, "db");
                }

                if (@case.Track)
                {
                    AssertEqual(layer.running_mean!, answer["mean"]!, 1e-13, "mean");
                    AssertEqual(layer.running_var!, answer["var"]!, 1e-13, "var");
                    AssertEqual(layer.num_batches_tracked!, answer["batches"]!, 0, "batches");
                }
            }

            layer.eval();
            AssertEqual(layer.call(evaluation), expected["evaluation"]!, 1e-12, "evaluation");

            JArray Part(JToken whole)
            {
                var each = whole.Count() / (int)@case.Batches.Sum();
                return new(whole.Skip((int)start * each).Take((int)length * each));
            }
        });
    }

    [Test]
    public void The_state_of_PyTorchs_layers_is_read_from_its_file()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("datastamp-tests-").FullName, "network.pt");
        using var writer = Python.Start("batch_norm_file.py", [path], "torch");
        var expected = JObject.Parse(writer.StandardOutput.ReadToEnd());
        writer.WaitForExit();

        using var group = LocalProcessGroup.Create(1, timeout)[0];
        using var network = torch.nn.Sequential(new SyncBatchNorm(group, 3), new SyncBatchNorm(group, 3, affine: false), new SyncBatchNorm(group, 3, trackRunningStats: false));
        network.load_py(path);
        var state = network.state_dict();

        // TorchSharp lists all parameters before all buffers.
        using var plain = torch.nn.Sequential(torch.nn.BatchNorm2d(3), torch.nn.BatchNorm2d(3, affine: false), torch.nn.BatchNorm2d(3, track_running_stats: false));
        Assert.That(state.Keys, Is.EqualTo(plain.state_dict().Keys).And.EquivalentTo(expected.Properties().Select(property => property.Name)));
        foreach (var (key, value) in state)
        {
            Assert.That($"torch.{value.dtype}".ToLowerInvariant(), Is.EqualTo((string?)expected[key]!["type"]), key);
            AssertEqual(value, expected[key]!["values"]!, 0, key);
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private JObject Ask(JObject request)
    {
        python!.StandardInput.WriteLine(request.ToString(Newtonsoft.Json.Formatting.None));
        python.StandardInput.Flush();
        var answer = python.StandardOutput.ReadLine();
        Assert.That(answer, Is.Not.Null, "Python has failed.");
        return JObject.Parse(answer!);
    }

    private static torch.Tensor Sum(IProcessGroup group, torch.Tensor gradient)
    {
        var sum = gradient.clone();
        group.AllReduce(sum, "gradient");
        return sum;
    }

    private static JToken Nested(torch.Tensor tensor) => tensor.dim() == 0
        ? tensor.item<double>()
        : new JArray(tensor.unbind().Select(Nested));

    private static void AssertEqual(torch.Tensor actual, JToken expected, double tolerance, string what) => Assert.That(
        actual.numel() == 0 ? [] : actual.detach().to(torch.ScalarType.Float64).contiguous().data<double>().ToArray(),
        Is.EqualTo(expected.Select(value => (double)value).ToArray()).Within(tolerance), what);
}
