using System.Diagnostics;
using System.Text;
using Datastamp.Diagnostics;
using Datastamp.Sources;

namespace Datastamp.Tests.Sources;

/// <summary>Folders of files that strangers named. Names that are no text are made by a shell.</summary>
[Platform("Linux")]
public class HostileFolderTests : TemporaryFolder
{
    /// <summary>What .NET cannot name, it cannot delete.</summary>
    [TearDown]
    public void DeleteFiles() => Shell("find . -mindepth 1 -delete");

    [Test]
    public void Every_name_that_Linux_allows_is_listed_as_it_is_and_read()
    {
        var names = HostileTexts.FileNames(10_000, ".jpg");
        foreach (var name in names)
        {
            File.WriteAllBytes(At(name), Encoding.UTF8.GetBytes(name));
        }

        var source = Open();
        var samples = source.List(CancellationToken.None).Samples;

        Assert.That(samples.Select(sample => sample.Key), Is.EqualTo(names.Order(StringComparer.Ordinal)));
        var buffer = Array.Empty<byte>();
        foreach (var sample in samples)
        {
            var length = source.Read(sample, ref buffer);
            if (!buffer.AsSpan(0, length).SequenceEqual(Encoding.UTF8.GetBytes(sample.Key)))
            {
                Assert.Fail($"'{sample.Key}' has the content of another file.");
            }
        }
    }

    [Test]
    public void Twins_of_different_case_normal_form_and_script_are_different_files()
    {
        string[] names = ["A.jpg", "a.jpg", "e\u0301.jpg", "\u00e9.jpg", "\u0430.jpg"];
        Array.ForEach(names, name => Write(name, 1));

        Assert.That(Open().List(CancellationToken.None).Samples.Select(sample => sample.Key), Is.EqualTo(names));
    }

    [TestCase("caf\\xe9.jpg")]
    [TestCase("sub/\\xff\\xfe.jpg")]
    [TestCase("d\\xe9/a.jpg")]
    [TestCase("a\\xed\\xa0\\x80.jpg")]
    [TestCase("caf\\xe9.jpg", "caf\\xe8.jpg")]
    [TestCase("caf\\xe9.jpg", "caf\\xef\\xbf\\xbd.jpg")]
    [TestCase("d\\xe9/a.jpg", "d\\xef\\xbf\\xbd/a.jpg")]
    public void A_name_that_is_no_text_is_refused(params string[] names)
    {
        foreach (var name in names)
        {
            Make(name);
        }

        var error = Assert.Throws<DiagnosticException>(() => Open().List(CancellationToken.None))!.Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo("DS0134"));
        Assert.That(error.File, Does.StartWith(Root).And.Contain("\ufffd"));
    }

    [Test]
    public void The_character_that_stands_for_what_is_no_text_is_a_text()
    {
        Make("caf\\xef\\xbf\\xbd.jpg");

        Assert.That(Open().List(CancellationToken.None).Samples.Single().Key, Is.EqualTo("caf\ufffd.jpg"));
    }

    [Test]
    public void A_name_that_is_no_text_and_is_not_selected_is_nothing_to_refuse()
    {
        Write("a.jpg", 1);
        Make("caf\\xe9.txt");

        Assert.That(Open().List(CancellationToken.None).Samples.Select(sample => sample.Key), Is.EqualTo(["a.jpg"]));
    }

    private FolderSource Open() => new(Root, ["**/*.jpg"], [], []);

    /// <summary>Makes a file of a name with escapes as bash has them.</summary>
    private void Make(string name) => Shell($"mkdir -p \"$(dirname $'{name}')\" && echo x > $'{name}'");

    private void Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = Root })!;
        shell.WaitForExit();
        Assert.That(shell.ExitCode, Is.Zero);
    }
}
