using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization;

/// <summary>
/// A moving average that a network keeps: <c>running += momentum·(current − running)</c>, in place and outside the gradient. It is
/// a buffer, so it moves between devices with its network and is saved and restored with its state.
/// </summary>
/// <remarks>
/// State: <c>running</c>, of the initial value's shape and type, and <c>updates</c>, an int64 scalar. The rule is that of PyTorch's
/// batch normalization, whose running mean starts from 0 and running variance from 1 with a momentum of 0.1.
/// </remarks>
public sealed class RunningAverage : nn.Module
{
    private readonly Tensor running;
    private readonly Tensor updates;

    /// <summary>Starts from a given value.</summary>
    /// <param name="initial">The value before the first update, of floating point. It is copied.</param>
    /// <param name="momentum">The share of the current value in the average, 0–1; or null for the average of all values so far, each of which counts the same and the initial one not at all.</param>
    /// <exception cref="ArgumentException">The initial value is not of floating point.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is not of 0–1.</exception>
    public RunningAverage(Tensor initial, double? momentum = 0.1)
        : base(nameof(RunningAverage))
    {
        ArgumentNullException.ThrowIfNull(initial);
        if (!initial.is_floating_point())
        {
            throw new ArgumentException($"An average is of floating point, not {initial.dtype}.", nameof(initial));
        }

        if (momentum is not (null or (>= 0 and <= 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "The momentum is between 0 and 1.");
        }

        Momentum = momentum;
        using var own = initial.detach();
        running = own.clone().DetachFromDisposeScope();
        updates = tensor(0L, device: initial.device).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>The share of the current value in the average, 0–1; null where all values count the same.</summary>
    public double? Momentum { get; }

    /// <summary>The average now: the buffer itself, of the initial value's shape.</summary>
    public Tensor Value => running;

    /// <summary>How many values went into the average.</summary>
    public long Updates => updates.item<long>();

    /// <summary>Moves the average towards a value.</summary>
    /// <param name="current">The value, of the average's shape. No gradient flows through it from here.</param>
    /// <exception cref="ArgumentException">The value is of another shape.</exception>
    public void Update(Tensor current)
    {
        ArgumentNullException.ThrowIfNull(current);
        if (!current.shape.AsSpan().SequenceEqual(running.shape))
        {
            throw new ArgumentException(
                $"The average has the shape [{string.Join(", ", running.shape)}], the value [{string.Join(", ", current.shape)}].", nameof(current));
        }

        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        updates.add_(1);
        running.add_(current.to(running.dtype) - running, alpha: Momentum ?? (1.0 / Updates));
    }
}
