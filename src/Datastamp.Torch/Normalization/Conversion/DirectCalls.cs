using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>
/// Calls of <c>forward</c>, which hooks do not see, on values that only a BatchNorm1d, 2d or 3d can be. They are looked for in the
/// methods of a module's types, in those of delegates that it leads to, and in all that they call, except for virtual methods.
/// </summary>
internal static class DirectCalls
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Assembly, bool> users = new();

    /// <param name="modules">The modules whose code is read.</param>
    /// <param name="delegates">The methods of delegates.</param>
    /// <returns>What <c>forward</c> is called on, and the method that calls it.</returns>
    public static IReadOnlyList<(StackValue Layer, MethodBase Caller)> Of(IEnumerable<nn.Module> modules, IEnumerable<MethodInfo> delegates)
    {
        var found = new List<(StackValue, MethodBase)>();
        var seen = new HashSet<MethodBase>();
        var pending = new Stack<MethodBase>(modules.Select(module => module.GetType()).Distinct().SelectMany(Methods).Concat(delegates));
        while (pending.TryPop(out var method))
        {
            if (!IsOfUser(method) || !seen.Add(method))
            {
                continue;
            }

            foreach (var (called, receiver) in MethodCode.Calls(method))
            {
                pending.Push(called);
                if (string.Equals(called.Name, nameof(BatchNorm.forward), StringComparison.Ordinal) && receiver is { Type: { } type } value && IsLayer(type))
                {
                    found.Add((value, method));
                }
            }
        }

        return found;
    }

    /// <summary>Whether values of a type can be converted but never be a <see cref="SyncBatchNorm"/>.</summary>
    private static bool IsLayer(Type type) => type == typeof(BatchNorm1d) || type == typeof(BatchNorm2d) || type == typeof(BatchNorm3d);

    /// <summary>The methods of a type and its base types, with those that compilers made of lambdas and iterators in them.</summary>
    private static IEnumerable<MethodBase> Methods(Type type)
    {
        for (var one = type; one is not null && IsOfUser(one.Assembly); one = one.BaseType)
        {
            foreach (var method in one.GetMethods(All).Concat(one.GetNestedTypes(All).Where(IsGenerated).SelectMany(nested => nested.GetMethods(All))))
            {
                yield return method;
            }
        }
    }

    private static bool IsGenerated(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool IsOfUser(MethodBase method) => method.DeclaringType?.Assembly is { } assembly && IsOfUser(assembly);

    private static bool IsOfUser(Assembly assembly) => assembly != typeof(DirectCalls).Assembly && users.GetOrAdd(assembly, static one =>
        Array.Exists(one.GetReferencedAssemblies(), name => string.Equals(name.Name, typeof(nn).Assembly.GetName().Name, StringComparison.Ordinal)));
}
