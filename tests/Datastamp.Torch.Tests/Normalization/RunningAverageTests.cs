using Datastamp.Torch.Normalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Datastamp.Torch.Tests.Normalization;

[TestFixture]
public sealed class RunningAverageTests
{
    [Test]
    public void Each_value_moves_the_average_by_its_share()
    {
        using var scope = NewDisposeScope();
        using var average = new RunningAverage(tensor(new double[] { 0, 10 }), momentum: 0.25);
        average.Update(tensor(new double[] { 8, 10 }));
        Assert.That(average.Value.data<double>(), Is.EqualTo(new double[] { 2, 10 }));
        average.Update(tensor(new double[] { 2, -6 }));
        Assert.That(average.Value.data<double>(), Is.EqualTo(new double[] { 2, 6 }));
        Assert.That(average.Updates, Is.EqualTo(2));
    }

    [Test]
    public void Without_momentum_all_values_count_the_same_and_the_initial_one_does_not()
    {
        using var scope = NewDisposeScope();
        using var average = new RunningAverage(tensor(100.0), momentum: null);
        foreach (var value in new[] { 1.0, 2, 6 })
        {
            average.Update(tensor(value));
        }

        Assert.That(average.Value.item<double>(), Is.EqualTo(3).Within(1e-15));
    }

    [Test]
    public void No_gradient_flows_through_the_average()
    {
        using var scope = NewDisposeScope();
        using var average = new RunningAverage(zeros(2));
        var value = ones(2, requires_grad: true);
        average.Update(value * 3);
        Assert.Multiple(() =>
        {
            Assert.That(average.Value.requires_grad, Is.False);
            Assert.That(average.parameters(), Is.Empty);
            Assert.That(is_grad_enabled(), Is.True);
        });
    }

    [Test]
    public void The_average_is_updated_in_place_and_the_initial_value_is_copied()
    {
        using var scope = NewDisposeScope();
        var initial = zeros(2);
        using var average = new RunningAverage(initial);
        var buffer = average.Value;
        average.Update(ones(2));
        Assert.Multiple(() =>
        {
            Assert.That(average.Value, Is.SameAs(buffer));
            Assert.That(initial.data<float>(), Is.EqualTo(new float[] { 0, 0 }));
        });
    }

    [Test]
    public void A_saved_average_goes_on_where_it_was()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        using var average = new RunningAverage(zeros(1), momentum: null);
        average.Update(full([1], 4f));
        average.save(stream);
        using var restored = new RunningAverage(zeros(1), momentum: null);
        using var saved = new MemoryStream(stream.ToArray());
        restored.load(saved);
        restored.Update(full([1], 2f));
        Assert.Multiple(() =>
        {
            Assert.That(restored.state_dict().Keys, Is.EqualTo(new[] { "running", "updates" }));
            Assert.That(restored.Updates, Is.EqualTo(2));
            Assert.That(restored.Value.item<float>(), Is.EqualTo(3f));
        });
    }

    [Test]
    public void An_average_moves_with_its_network()
    {
        using var scope = NewDisposeScope();
        using var average = new RunningAverage(zeros(1), momentum: 0.5);
        average.to(ScalarType.Float64);
        average.Update(tensor(new double[] { 1e-9 }));
        Assert.Multiple(() =>
        {
            Assert.That(average.Value.dtype, Is.EqualTo(ScalarType.Float64));
            Assert.That(average.Value.item<double>(), Is.EqualTo(5e-10));
            Assert.That(average.state_dict()["running"], Is.SameAs(average.Value));
            Assert.That(average.Updates, Is.EqualTo(1));
        });
    }

    [Test]
    public void An_average_outlives_the_scope_that_it_was_made_in()
    {
        RunningAverage average;
        using (NewDisposeScope())
        {
            average = new RunningAverage(zeros(1));
        }

        using (average)
        using (var one = ones(1))
        {
            average.Update(one);
            Assert.That(average.Value.item<float>(), Is.EqualTo(0.1f));
        }
    }

    [Test]
    public void What_is_no_average_is_refused()
    {
        using var scope = NewDisposeScope();
        using var average = new RunningAverage(zeros(2));
        Assert.Multiple(() =>
        {
            Assert.That(() => average.Update(zeros(1, 2)), Throws.ArgumentException.With.Message.Contains("[2]").And.Message.Contains("[1, 2]"));
            Assert.That(average.Updates, Is.Zero);
            Assert.That(() => new RunningAverage(tensor(1L)), Throws.ArgumentException.With.Message.Contains("Int64"));
            Assert.That(() => new RunningAverage(zeros(1), momentum: 1.5), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }
}
