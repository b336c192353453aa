using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Tests.Normalization.Conversion;

/// <summary>Small networks that hold their layers where a SyncBatchNorm can be. Each takes N×3×H×W.</summary>
internal static class ReplacedNetworks
{
    public static nn.Module<Tensor, Tensor> Nest() => nn.Sequential(
        ("conv", nn.Conv2d(3, 4, 3)),
        ("inner", nn.Sequential(nn.BatchNorm2d(4), nn.ReLU(), nn.Sequential(nn.Conv2d(4, 2, 1), nn.BatchNorm2d(2)))));

    internal sealed class Listed : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleList<nn.Module<Tensor, Tensor>> layers = nn.ModuleList<nn.Module<Tensor, Tensor>>(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Conv2d(4, 2, 1), nn.BatchNorm2d(2));

        public Listed()
            : base(nameof(Listed)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layers.Aggregate(input, (x, layer) => layer.forward(x));
    }

    internal sealed class Named : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleDict<nn.Module<Tensor, Tensor>> layers = nn.ModuleDict<nn.Module<Tensor, Tensor>>(("conv", nn.Conv2d(3, 4, 3)), ("norm", nn.BatchNorm2d(4)));

        public Named()
            : base(nameof(Named)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layers["norm"].forward(layers["conv"].forward(input));
    }

    internal sealed class Arrays : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor>[] layers = [nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4)];
        private readonly List<(string Name, nn.Module<Tensor, Tensor> Layer)> pairs = [("conv", nn.Conv2d(4, 2, 1)), ("norm", nn.BatchNorm2d(2))];
        private readonly Dictionary<string, BatchNorm> last = new(StringComparer.Ordinal) { ["norm"] = nn.BatchNorm2d(2) };

        public Arrays()
            : base(nameof(Arrays))
        {
            register_module("first", layers[0]);
            register_module("second", layers[1]);
            pairs.ForEach(pair => register_module(pair.Name, pair.Layer));
            register_module("last", last["norm"]);
        }

        public override Tensor forward(Tensor input) =>
            last["norm"].forward(pairs.Aggregate(layers[1].forward(layers[0].forward(input)), (x, pair) => pair.Layer.forward(x)));
    }

    internal sealed class Properties : nn.Module<Tensor, Tensor>
    {
        public Properties()
            : base(nameof(Properties)) => RegisterComponents();

        public nn.Module<Tensor, Tensor> Convolution { get; } = nn.Conv2d(3, 4, 3);

        public BatchNorm Normalization { get; set; } = nn.BatchNorm2d(4);

        public override Tensor forward(Tensor input) => Normalization.forward(Convolution.forward(input));
    }

    internal sealed class BaseTyped : nn.Module<Tensor, Tensor>
    {
#pragma warning disable CA1859 // Base types are what this is about.
        private readonly nn.IModule<Tensor, Tensor> conv = nn.Conv2d(3, 4, 3);
        private readonly nn.IModule<Tensor, Tensor> any = nn.BatchNorm2d(4);
        private readonly NormBase norm = nn.BatchNorm2d(4, momentum: 0.3);
        private readonly nn.Module module = nn.BatchNorm2d(4, affine: false);
#pragma warning restore CA1859

        public BaseTyped()
            : base(nameof(BaseTyped)) => RegisterComponents();

        public override Tensor forward(Tensor input) => ((nn.Module<Tensor, Tensor>)module).forward(norm.forward(any.call(conv.call(input)).sin()).sin());
    }

    internal sealed class Shared : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> norm = nn.BatchNorm2d(3);
        private readonly Sequential left;
        private readonly Sequential right;

        public Shared()
            : base(nameof(Shared))
        {
            left = nn.Sequential(norm, nn.Conv2d(3, 3, 1));
            right = nn.Sequential(nn.Tanh(), norm);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => right.call(left.call(norm.forward(input)));
    }

    internal sealed class Captured : nn.Module<Tensor, Tensor>
    {
        private readonly Func<Tensor, Tensor> run;

        public Captured()
            : base(nameof(Captured))
        {
            var conv = nn.Conv2d(3, 4, 3);
            nn.Module<Tensor, Tensor> norm = nn.BatchNorm2d(4);
            register_module("conv", conv);
            register_module("norm", norm);
            run = input => norm.forward(conv.forward(input));
        }

        public override Tensor forward(Tensor input) => run(input);
    }
}
