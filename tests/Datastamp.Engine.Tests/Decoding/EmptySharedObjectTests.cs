using System.Runtime.InteropServices;
using Datastamp.Decoding;

namespace Datastamp.Tests.Decoding;

[Platform("Linux")]
public class EmptySharedObjectTests : TemporaryFolder
{
    [Test]
    public void The_loader_takes_it_for_the_library_of_its_name()
    {
        const string name = "libdatastamp-stand-in-of-a-test.so.7";
        Assert.That(NativeLibrary.TryLoad(name, out _), Is.False);

        Write("file.so", EmptySharedObject.Build(name));

        Assert.That(NativeLibrary.TryLoad(At("file.so"), out _), Is.True);
        Assert.That(NativeLibrary.TryLoad(name, out _), Is.True);
    }
}
