using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Datastamp.Torch.Distributed.Mpi;

/// <summary>What ranks write to each other beside values: what kind of message, a hash of the whole text, and the text as far as there is room.</summary>
internal static class MpiMessage
{
    /// <summary>Bytes; few enough that Open MPI sends them without waiting for their receiver.</summary>
    public const int Length = 1024;

    private const int TextStart = 1 + sizeof(ulong);

    /// <summary>A rank calls a collective.</summary>
    public const char Call = 'C';

    /// <summary>A rank leaves.</summary>
    public const char Leave = 'L';

    /// <summary>Writes a message.</summary>
    public static void Write(Span<byte> message, char kind, string text)
    {
        message.Clear();
        message[0] = (byte)kind;
        SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(..sizeof(ulong)).CopyTo(message[1..]);
        Utf8.FromUtf16(text, message[TextStart..], out _, out _);
    }

    /// <summary>Writes an error for the other ranks.</summary>
    public static void Write(Span<byte> message, ProcessGroupException error) => Write(
        message,
        error switch { CollectiveTimeoutException => 't', CollectiveMismatchException => 'm', RankLostException => 'l', _ => 'e' },
        error.Message);

    /// <summary>Which kind a message is of.</summary>
    public static char Kind(ReadOnlySpan<byte> message) => (char)message[0];

    /// <summary>A message's text.</summary>
    public static string Text(ReadOnlySpan<byte> message) => Encoding.UTF8.GetString(message[TextStart..].TrimEnd((byte)0));

    /// <summary>The error that another rank wrote.</summary>
    public static ProcessGroupException Error(ReadOnlySpan<byte> message) => Kind(message) switch
    {
        't' => new CollectiveTimeoutException(Text(message)),
        'm' => new CollectiveMismatchException(Text(message)),
        'l' => new RankLostException(Text(message)),
        _ => new ProcessGroupException(Text(message)),
    };
}
