using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Tests.Normalization.Conversion;

/// <summary>Small networks that hold their layers where no SyncBatchNorm can be, and use call. Each takes N×3×H×W.</summary>
internal static class HookedNetworks
{
    internal sealed class Typed : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv = nn.Conv2d(3, 4, 3);
        private readonly BatchNorm2d norm = nn.BatchNorm2d(4);
        private readonly BatchNorm1d flat = nn.BatchNorm1d(4, momentum: 0.2);
        private readonly BatchNorm3d deep = nn.BatchNorm3d(4, affine: false, track_running_stats: false);

        public Typed()
            : base(nameof(Typed)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var x = norm.call(conv.forward(input)).tanh();
            return deep.call(flat.call(x.flatten(2)).view_as(x).unsqueeze(2)).squeeze(2);
        }
    }

    /// <summary>Nothing but a given layer.</summary>
    internal sealed class Holder : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm2d norm;

        public Holder(BatchNorm2d norm)
            : base(nameof(Holder))
        {
            this.norm = norm;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => norm.call(input);
    }

    internal sealed class TypedList : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleList<BatchNorm2d> norms = nn.ModuleList(nn.BatchNorm2d(3), nn.BatchNorm2d(3));
        private readonly ModuleDict<BatchNorm2d> named = nn.ModuleDict(("a", nn.BatchNorm2d(3)));

        public TypedList()
            : base(nameof(TypedList)) => RegisterComponents();

        public override Tensor forward(Tensor input) => named["a"].call(norms.Aggregate(input, (x, norm) => norm.call(x).tanh()));
    }

    internal sealed class TypedAndListed : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm2d norm = nn.BatchNorm2d(3);
        private readonly Sequential rest;

        public TypedAndListed()
            : base(nameof(TypedAndListed))
        {
            rest = nn.Sequential(nn.Conv2d(3, 3, 1), norm);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => rest.call(norm.call(input).tanh());
    }

    internal sealed class Captured : nn.Module<Tensor, Tensor>
    {
        private readonly Func<Tensor, Tensor> run;
        private readonly Func<Tensor, Tensor> bound;

        public Captured()
            : base(nameof(Captured))
        {
            var norm = nn.BatchNorm2d(3);
            var last = nn.BatchNorm2d(3);
            register_module("norm", norm);
            register_module("last", last);
            run = input => norm.call(input).tanh();
            bound = last.call;
        }

        public override Tensor forward(Tensor input) => bound(run(input));
    }

    internal sealed class InSet : nn.Module<Tensor, Tensor>
    {
        private readonly HashSet<nn.Module<Tensor, Tensor>> layers = [nn.BatchNorm2d(3)];

        public InSet()
            : base(nameof(InSet)) => register_module("norm", layers.Single());

        public override Tensor forward(Tensor input) => layers.Single().call(input);
    }
}
