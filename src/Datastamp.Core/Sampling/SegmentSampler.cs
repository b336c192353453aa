namespace Datastamp.Sampling;

/// <summary>
/// Chooses frames of a video: indices from 0, below the number of frames. A sampler is immutable and may be used by
/// several threads; the generator of a training draw may not. The forms that fill a span allocate nothing.
/// </summary>
public abstract record SegmentSampler
{
    private protected SegmentSampler(int trainLength, int testLength)
    {
        TrainLength = trainLength;
        TestLength = testLength;
    }

    /// <summary>How many indices <see cref="Train(int, SamplingGenerator)"/> gives, whatever the number of frames.</summary>
    public int TrainLength { get; }

    /// <summary>How many indices <see cref="Test(int)"/> gives, whatever the number of frames.</summary>
    public int TestLength { get; }

    /// <summary>The sampler of a name, with the defaults of where it comes from.</summary>
    /// <param name="profile">The name.</param>
    /// <param name="segments">
    /// K: segments of <see cref="SamplingProfile.Source"/> and <see cref="SamplingProfile.Tsn"/>; frames of the one clip
    /// of <see cref="SamplingProfile.Uniform"/>, <see cref="SamplingProfile.Dense"/> and <see cref="SamplingProfile.Linspace"/>;
    /// clips of the others.
    /// </param>
    /// <param name="clipLength">
    /// Frames a clip, for <see cref="SamplingProfile.Tsn"/>, <see cref="SamplingProfile.SampleFrames"/>,
    /// <see cref="SamplingProfile.Regular"/> and <see cref="SamplingProfile.Random"/>; 1 for the others.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such profile, a number is not positive, or the profile has no clip length.</exception>
    public static SegmentSampler Create(SamplingProfile profile, int segments, int clipLength = 1)
    {
        if (clipLength != 1 && !HasClipLength(profile))
        {
            throw new ArgumentOutOfRangeException(nameof(clipLength), clipLength, $"The profile {profile} has no clip length: it must be 1.");
        }

        return profile switch
        {
            SamplingProfile.Source => new SourceSampler(segments),
            SamplingProfile.Tsn => new TsnSampler(segments, clipLength),
            SamplingProfile.SampleFrames => new SampleFramesSampler(segments, clipLength),
            SamplingProfile.Uniform => new UniformSampler(segments),
            SamplingProfile.Dense => new DenseSampler(segments),
            SamplingProfile.Linspace => new LinspaceSampler(segments),
            SamplingProfile.Regular => new RegularSampler(segments, clipLength),
            SamplingProfile.Random => new RandomSampler(segments, clipLength),
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "There is no such profile."),
        };
    }

    /// <summary>Whether <see cref="Create"/> takes a clip length other than 1 for this profile.</summary>
    /// <param name="profile">The name.</param>
    public static bool HasClipLength(SamplingProfile profile) =>
        profile is SamplingProfile.Tsn or SamplingProfile.SampleFrames or SamplingProfile.Regular or SamplingProfile.Random;

    /// <summary>The frames of one training draw.</summary>
    /// <param name="frames">n, the number of frames of the video.</param>
    /// <param name="generator">What random draws are taken from.</param>
    /// <returns><see cref="TrainLength"/> indices.</returns>
    /// <exception cref="ArgumentException"><paramref name="frames"/> is not positive, or the sampler cannot serve so few.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="generator"/> is null.</exception>
    public int[] Train(int frames, SamplingGenerator generator)
    {
        var indices = new int[TrainLength];
        Train(frames, generator, indices);
        return indices;
    }

    /// <summary>Fills a span with the frames of one training draw.</summary>
    /// <param name="frames">n, the number of frames of the video.</param>
    /// <param name="generator">What random draws are taken from.</param>
    /// <param name="indices">Takes <see cref="TrainLength"/> indices.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="frames"/> is not positive, the sampler cannot serve so few, or the span has another length.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="generator"/> is null.</exception>
    public void Train(int frames, SamplingGenerator generator, Span<int> indices)
    {
        ArgumentNullException.ThrowIfNull(generator);
        Check(frames, indices, TrainLength);
        FillTrain(frames, generator, indices);
    }

    /// <summary>The frames of a test: always the same.</summary>
    /// <param name="frames">n, the number of frames of the video.</param>
    /// <returns><see cref="TestLength"/> indices.</returns>
    /// <exception cref="ArgumentException"><paramref name="frames"/> is not positive, or the sampler cannot serve so few.</exception>
    public int[] Test(int frames)
    {
        var indices = new int[TestLength];
        Test(frames, indices);
        return indices;
    }

    /// <summary>Fills a span with the frames of a test.</summary>
    /// <param name="frames">n, the number of frames of the video.</param>
    /// <param name="indices">Takes <see cref="TestLength"/> indices.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="frames"/> is not positive, the sampler cannot serve so few, or the span has another length.
    /// </exception>
    public void Test(int frames, Span<int> indices)
    {
        Check(frames, indices, TestLength);
        FillTest(frames, indices);
    }

    private protected abstract void FillTrain(int frames, SamplingGenerator generator, Span<int> indices);

    private protected abstract void FillTest(int frames, Span<int> indices);

    /// <summary>The product of two counts, both of which must be positive.</summary>
    private protected static int Product(int first, int second, string firstName, string secondName)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first, firstName);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(second, secondName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second, Array.MaxLength / first, secondName);
        return first * second;
    }

    private static void Check(int frames, ReadOnlySpan<int> indices, int expected)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        if (indices.Length != expected)
        {
            throw new ArgumentException($"The span has room for {indices.Length} indices, the sampler gives {expected}.", nameof(indices));
        }
    }
}
