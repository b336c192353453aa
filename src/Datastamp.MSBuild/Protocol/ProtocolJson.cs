using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace Datastamp.MSBuild.Protocol;

/// <summary>Reads JSON by what every .NET has built in: the task assembly brings no library into the build's process.</summary>
internal static class ProtocolJson
{
    private static readonly DataContractJsonSerializerSettings settings = new() { UseSimpleDictionaryFormat = true };

    /// <exception cref="SerializationException">The text is not JSON of this form.</exception>
    public static T Read<T>(string text)
        where T : class
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        try
        {
            return new DataContractJsonSerializer(typeof(T), settings).ReadObject(stream) as T
                ?? throw new SerializationException("The text is null.");
        }
        catch (Exception e) when (e is not (SerializationException or OutOfMemoryException))
        {
            // The serializer names one exception, and throws others for some damaged texts: one bracket too many is out of its array's bounds.
            throw new SerializationException(e.Message, e);
        }
    }
}
