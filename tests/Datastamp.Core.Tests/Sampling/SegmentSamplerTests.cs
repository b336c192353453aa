using CsCheck;
using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

public class SegmentSamplerTests
{
    private static readonly Gen<(int Frames, int Segments, int ClipLength, ulong Seed)> request =
        Gen.Select(Gen.OneOf(Gen.Int[1, 100], Gen.Int[1, 100_000]), Gen.Int[1, 70], Gen.Int[1, 9], Gen.ULong);

    [Test]
    public void Every_index_is_a_frame_and_a_seed_gives_the_same_again_in_an_array_and_in_a_span([Values] SamplingProfile profile) =>
        request.Sample((frames, segments, clipLength, seed) =>
        {
            var sampler = Create(profile, segments, clipLength);
            var (train, test) = (sampler.Train(frames, new(seed)), sampler.Test(frames));
            var (trainSpan, testSpan) = (Dirty(sampler.TrainLength), Dirty(sampler.TestLength));
            sampler.Train(frames, new(seed), trainSpan);
            sampler.Test(frames, testSpan);

            Assert.That(train.Concat(test).All(index => index >= 0 && index < frames), Is.True);
            Assert.That(trainSpan, Is.EqualTo(train));
            Assert.That(testSpan, Is.EqualTo(test));
        });

    [TestCase(SamplingProfile.Source)]
    [TestCase(SamplingProfile.Tsn)]
    [TestCase(SamplingProfile.Linspace)]
    public void Indices_of_single_frames_ascend(SamplingProfile profile) => request.Sample((frames, segments, _, seed) =>
    {
        Assert.That(SegmentSampler.Create(profile, segments).Train(frames, new(seed)), Is.Ordered);
        Assert.That(SegmentSampler.Create(profile, segments).Test(frames), Is.Ordered);
    });

    [TestCase(SamplingProfile.SampleFrames)]
    [TestCase(SamplingProfile.Uniform)]
    [TestCase(SamplingProfile.Regular)]
    public void Indices_of_others_ascend_where_there_are_enough_frames(SamplingProfile profile) => request.Sample((more, segments, _, seed) =>
    {
        Assert.That(SegmentSampler.Create(profile, segments).Train(segments + more, new(seed)), Is.Ordered);
        Assert.That(SegmentSampler.Create(profile, segments).Test(segments + more), Is.Ordered);
    });

    [Test]
    public void Filling_a_span_allocates_nothing([Values] SamplingProfile profile)
    {
        var (sampler, generator) = (Create(profile, 8, 4), new SamplingGenerator(1));
        var (train, test) = (new int[sampler.TrainLength], new int[sampler.TestLength]);
        int[] videos = [1, 3, 8, 12, 40, 300];
        void Fill()
        {
            foreach (var frames in videos)
            {
                sampler.Train(frames, generator, train);
                sampler.Test(frames, test);
            }
        }

        Fill();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Different_seeds_give_different_frames()
    {
        var sampler = new SourceSampler(8);

        Assert.That(Enumerable.Range(0, 100).Select(seed => string.Join(' ', sampler.Train(300, new((ulong)seed)))), Is.Unique);
    }

    [Test]
    public void Samplers_of_the_same_parameters_are_equal([Values] SamplingProfile profile)
    {
        var (one, same, other) = (SegmentSampler.Create(profile, 8), SegmentSampler.Create(profile, 8), SegmentSampler.Create(profile, 9));

        Assert.That(one, Is.EqualTo(same));
        Assert.That(one, Is.Not.EqualTo(other));
    }

    [Test]
    public void Impossible_requests_are_errors([Values] SamplingProfile profile)
    {
        var sampler = SegmentSampler.Create(profile, 8);

        Assert.Multiple(() =>
        {
            Assert.That(() => SegmentSampler.Create(profile, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SegmentSampler.Create(profile, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SegmentSampler.Create(profile, 8, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => sampler.Test(0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => sampler.Train(-1, new(1)), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => sampler.Train(30, null!), Throws.ArgumentNullException);
            Assert.That(() => sampler.Test(30, new int[sampler.TestLength - 1]), Throws.ArgumentException);
            Assert.That(() => sampler.Train(30, new(1), new int[sampler.TrainLength + 1]), Throws.ArgumentException);
        });
    }

    [Test]
    public void A_clip_length_is_for_profiles_with_clips()
    {
        Assert.That(() => SegmentSampler.Create(SamplingProfile.Source, 8, 2), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => SegmentSampler.Create((SamplingProfile)99, 8), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(SegmentSampler.Create(SamplingProfile.SampleFrames, 8, 4), Is.EqualTo(new SampleFramesSampler(8, 4)));
    }

    private static SegmentSampler Create(SamplingProfile profile, int segments, int clipLength) =>
        SegmentSampler.Create(profile, segments, SegmentSampler.HasClipLength(profile) ? clipLength : 1);

    private static int[] Dirty(int length)
    {
        var indices = new int[length];
        Array.Fill(indices, int.MinValue);
        return indices;
    }
}
