using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Datastamp.Torch.Distributed;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>Which objects can lead to a layer, by their types.</summary>
internal static class Reachable
{
    private static readonly Type[] leaves =
    [
        typeof(string), typeof(MemberInfo), typeof(Assembly), typeof(Module), typeof(CultureInfo), typeof(Thread), typeof(SafeHandle),
        typeof(Tensor), typeof(Device), typeof(IProcessGroup),
    ];

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> fields = new();
    private static readonly ConcurrentDictionary<Type, bool> structs = new();

    /// <summary>Whether an object of exactly this type can lead to a layer.</summary>
    public static bool Holds(Type type)
    {
        if (type.IsArray)
        {
            return MayHold(type.GetElementType()!);
        }

        return !type.IsPrimitive && !type.IsEnum && !type.IsPointer && !type.IsFunctionPointer && !type.IsByRefLike
            && !Array.Exists(leaves, leaf => leaf.IsAssignableFrom(type)) && !IsOwn(type);
    }

    /// <summary>The fields of objects of a type that can lead to a layer. What a <see cref="SyncBatchNorm"/> was made from is no part of the network.</summary>
    public static FieldInfo[] Fields(Type type) => fields.GetOrAdd(type, static type =>
        [.. Ancestry(type)
            .SelectMany(one => one.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => MayHold(field.FieldType) && !IsNativeCallback(field.FieldType) && field.DeclaringType != typeof(SyncBatchNorm))]);

    /// <summary>Whether .NET's own collections have this type: their contents are asked for through their interfaces.</summary>
    public static bool IsCollection(Type type) => type.IsArray || type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true;

    /// <summary>Whether items are found by their hash or order, so that none can take another's place.</summary>
    public static bool IsSet(Type type) =>
        Array.Exists(type.GetInterfaces(), one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ISet<>));

    /// <summary>What a list or dictionary is declared to hold.</summary>
    public static Type ItemType(Type type) => type.IsArray ? type.GetElementType()! : type.GenericTypeArguments.LastOrDefault() ?? typeof(object);

    private static bool MayHold(Type declared) => declared switch
    {
        { IsValueType: true } => Holds(declared) && structs.GetOrAdd(declared, static type => Fields(type).Length > 0),
        { IsSealed: true } => Holds(declared),
        _ => !declared.IsPointer && !Array.Exists(leaves, leaf => leaf.IsAssignableFrom(declared)),
    };

    private static IEnumerable<Type> Ancestry(Type type)
    {
        for (var one = type; one is not null && one != typeof(object); one = one.BaseType)
        {
            yield return one;
        }
    }

    /// <summary>What an earlier conversion has hung on layers.</summary>
    private static bool IsOwn(Type type) => type.Assembly == typeof(Reachable).Assembly && !typeof(nn.Module).IsAssignableFrom(type);

    /// <summary>Every module holds a delegate of its own for native code, which nothing here calls.</summary>
    private static bool IsNativeCallback(Type type) =>
        type.Assembly == typeof(Tensor).Assembly && !type.IsVisible && typeof(Delegate).IsAssignableFrom(type);
}
