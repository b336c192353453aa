using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Tests.Normalization.Conversion;

/// <summary>Small networks with layers whose own forward pass runs whatever hooks there are. Each takes N×3×H×W.</summary>
internal static class UnreachedNetworks
{
    internal sealed class Typed : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm2d called = nn.BatchNorm2d(3);
        private readonly BatchNorm2d forwarded = nn.BatchNorm2d(3);

        public Typed()
            : base(nameof(Typed)) => RegisterComponents();

        public override Tensor forward(Tensor input) => forwarded.forward(called.call(input.numel() > 5 ? input.sin() : input));
    }

    internal sealed class TypedList : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleList<BatchNorm2d> norms = nn.ModuleList(nn.BatchNorm2d(3), nn.BatchNorm2d(3));

        public TypedList()
            : base(nameof(TypedList)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            foreach (var norm in norms)
            {
                input = norm.forward(input);
            }

            return input;
        }
    }

    internal sealed class Folded : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleList<BatchNorm2d> norms = nn.ModuleList(nn.BatchNorm2d(3));

        public Folded()
            : base(nameof(Folded)) => RegisterComponents();

        public override Tensor forward(Tensor input) => norms.Aggregate(input, (x, norm) => norm.forward(x));
    }

    internal sealed class Captured : nn.Module<Tensor, Tensor>
    {
        private readonly Func<Tensor, Tensor> run;

        public Captured()
            : base(nameof(Captured))
        {
            var norm = nn.BatchNorm2d(3);
            register_module("norm", norm);
            run = input => norm.forward(input);
        }

        public override Tensor forward(Tensor input) => run(input);
    }

    internal sealed class Bound : nn.Module<Tensor, Tensor>
    {
        private readonly Func<Tensor, Tensor> run;

        public Bound()
            : base(nameof(Bound))
        {
            var norm = nn.BatchNorm2d(3);
            register_module("norm", norm);
            run = norm.forward;
        }

        public override Tensor forward(Tensor input) => run(input);
    }

    internal sealed class Helped : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm2d norm = nn.BatchNorm2d(3);

        public Helped()
            : base(nameof(Helped)) => RegisterComponents();

        public override Tensor forward(Tensor input) => Steps.Normalize(norm, input);
    }

    internal sealed class Unregistered : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor>[] layers = [nn.BatchNorm2d(3)];

        public Unregistered()
            : base(nameof(Unregistered)) => RegisterComponents();

        public IReadOnlyList<nn.Module<Tensor, Tensor>> Layers => layers;

        public override Tensor forward(Tensor input) => layers[0].call(input);
    }

    internal sealed class Derived() : BatchNorm(3, 1e-5, 0.1, affine: true, track_running_stats: true, device: null, dtype: null, nameof(Derived))
    {
        protected override void ValidateInputDimensions(Tensor input)
        {
            // Any will do.
        }
    }

    /// <summary>Holds its layer by a base type, where only running it shows what is called.</summary>
    internal sealed class OutOfSight : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm2d norm = nn.BatchNorm2d(3);
        private readonly Conv2d conv = nn.Conv2d(3, 3, 1);

        public OutOfSight()
            : base(nameof(OutOfSight)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            nn.Module<Tensor, Tensor>[] steps = [conv, norm];
            return steps.Aggregate(input, (x, step) => step.forward(x));
        }
    }

    /// <summary>Uses its second layer only when told to.</summary>
    internal sealed class Switched : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm2d first = nn.BatchNorm2d(3);
        private readonly BatchNorm2d second = nn.BatchNorm2d(3);

        public Switched()
            : base(nameof(Switched)) => RegisterComponents();

        public bool Both { get; set; }

        public override Tensor forward(Tensor input)
        {
            nn.Module<Tensor, Tensor> step = second;
            var x = first.call(input);
            return Both ? step.forward(x) : x;
        }
    }

    /// <summary>Holds its second layer where it can be read but not replaced, although nothing says so.</summary>
    internal sealed class Stubborn : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> first = nn.BatchNorm2d(3);
        private readonly Dictionary<string, nn.Module<Tensor, Tensor>> second = new(new ReadingComparer()) { ["layer"] = nn.BatchNorm2d(3) };

        public Stubborn()
            : base(nameof(Stubborn))
        {
            RegisterComponents();
            register_module(nameof(second), second["layer"]);
        }

        public override Tensor forward(Tensor input) => second["layer"].call(first.call(input));
    }

    private sealed class ReadingComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode(string obj) => Environment.StackTrace.Contains("EntryReference.set_Value", StringComparison.Ordinal)
            ? throw new NotSupportedException("This can only be read.")
            : obj.Length;
    }

    private static class Steps
    {
        public static Tensor Normalize(BatchNorm2d norm, Tensor input) => norm.forward(input);
    }
}
