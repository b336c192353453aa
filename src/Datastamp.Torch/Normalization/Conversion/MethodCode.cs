using System.Reflection;
using System.Reflection.Emit;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>
/// What a method calls, and on what: its instructions are followed once, in order, with the declared types of what lies on the
/// evaluation stack. That is enough for code of compilers, whose stack at a branch's target is that of the branch.
/// </summary>
internal sealed class MethodCode
{
    private readonly MethodBase method;
    private readonly List<Type> arguments;
    private readonly IList<LocalVariableInfo> locals;
    private readonly List<(MethodBase Method, StackValue? Receiver)> calls = [];
    private readonly Dictionary<int, StackValue[]> branches = [];
    private Stack<StackValue> stack = [];

    private MethodCode(MethodBase method, MethodBody body)
    {
        this.method = method;
        arguments = [.. method.IsStatic ? [] : new[] { method.DeclaringType! }, .. method.GetParameters().Select(parameter => parameter.ParameterType)];
        locals = body.LocalVariables;
        foreach (var clause in body.ExceptionHandlingClauses)
        {
            StackValue[] caught = clause.Flags is ExceptionHandlingClauseOptions.Clause or ExceptionHandlingClauseOptions.Filter ? [default] : [];
            branches[clause.HandlerOffset] = caught;
            if (clause.Flags is ExceptionHandlingClauseOptions.Filter)
            {
                branches[clause.FilterOffset] = caught;
            }
        }

        foreach (var instruction in Instruction.Read(body.GetILAsByteArray() ?? []))
        {
            Follow(instruction);
        }
    }

    /// <summary>The calls of a method, each with the value that it is made on, if any. None where the method has no body or one that is not understood.</summary>
    public static IReadOnlyList<(MethodBase Method, StackValue? Receiver)> Calls(MethodBase method)
    {
        try
        {
            return method.GetMethodBody() is { } body ? new MethodCode(method, body).calls : [];
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or NotSupportedException or KeyNotFoundException
            or BadImageFormatException or TypeLoadException or IOException or MissingMemberException or IndexOutOfRangeException)
        {
            return [];
        }
    }

    private void Follow(Instruction instruction)
    {
        if (branches.TryGetValue(instruction.Offset, out var arriving))
        {
            stack = new(arriving);
        }

        Apply(instruction);
        foreach (var target in instruction.Targets.Where(target => target > instruction.Offset))
        {
            branches[target] = instruction.Code == OpCodes.Leave || instruction.Code == OpCodes.Leave_S ? [] : [.. stack.Reverse()];
        }

        if (instruction.Code.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
        {
            stack.Clear();
        }
    }

    private void Apply(Instruction instruction)
    {
        var code = instruction.Code;
        switch (code.Name)
        {
            case "dup":
                stack.Push(stack.Peek());
                break;
            case "castclass" or "isinst" or "unbox.any":
                stack.Push(stack.Pop() with { Type = Resolve(instruction.Operand) });
                break;
            case "ldfld" or "ldflda":
                stack.Pop();
                Push(instruction.Operand);
                break;
            case "ldsfld" or "ldsflda":
                Push(instruction.Operand);
                break;
            case "ldelem.ref":
                stack.Pop();
                stack.Push(new(stack.Pop().Type?.GetElementType()));
                break;
            case "ldelem":
                Pop(2);
                stack.Push(new(Resolve(instruction.Operand)));
                break;
            case "ret":
                stack.Clear();
                break;
            case { } name when name.StartsWith("ldarg", StringComparison.Ordinal):
                stack.Push(new(arguments[Index(code, OpCodes.Ldarg_0, instruction)]));
                break;
            case { } name when name.StartsWith("ldloc", StringComparison.Ordinal):
                stack.Push(new(locals[Index(code, OpCodes.Ldloc_0, instruction)].LocalType));
                break;
            default:
                if (code.FlowControl == FlowControl.Call)
                {
                    Call(code, instruction.Operand);
                }
                else
                {
                    Pop(Count(code.StackBehaviourPop));
                    for (var i = Count(code.StackBehaviourPush); i > 0; i--)
                    {
                        stack.Push(default);
                    }
                }

                break;
        }
    }

    private void Call(OpCode code, int token)
    {
        if (code == OpCodes.Calli)
        {
            throw new NotSupportedException("The signature of a call through a pointer is not resolved.");
        }

        var called = method.Module.ResolveMethod(token, Arguments(method.DeclaringType), Arguments(method))!;
        Pop(called.GetParameters().Length);
        var receiver = code != OpCodes.Newobj && !called.IsStatic ? stack.Pop() : (StackValue?)null;
        calls.Add((called, receiver));
        var result = code == OpCodes.Newobj ? called.DeclaringType : (called as MethodInfo)?.ReturnType;
        if (result is not null && result != typeof(void))
        {
            stack.Push(new(result));
        }
    }

    private void Push(int token)
    {
        var field = method.Module.ResolveField(token, Arguments(method.DeclaringType), Arguments(method))!;
        stack.Push(new(field.FieldType, field));
    }

    private void Pop(int count)
    {
        for (; count > 0; count--)
        {
            stack.Pop();
        }
    }

    private Type Resolve(int token) => method.Module.ResolveType(token, Arguments(method.DeclaringType), Arguments(method));

    // ldarg.0 … ldarg.3 and ldloc.0 … ldloc.3 follow each other.
    private static int Index(OpCode code, OpCode first, Instruction instruction) =>
        code.OperandType == OperandType.InlineNone ? code.Value - first.Value : instruction.Operand;

    private static Type[] Arguments(MemberInfo? member) => member switch
    {
        Type { IsGenericType: true } type => type.GetGenericArguments(),
        MethodInfo { IsGenericMethod: true } generic => generic.GetGenericArguments(),
        _ => [],
    };

    private static int Count(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 or StackBehaviour.Push0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref
            or StackBehaviour.Push1 or StackBehaviour.Pushi or StackBehaviour.Pushi8 or StackBehaviour.Pushr4 or StackBehaviour.Pushr8 or StackBehaviour.Pushref => 1,
        StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8
            or StackBehaviour.Popref_popi_popref or StackBehaviour.Popref_popi_pop1 or StackBehaviour.Popi_popi_popi => 3,
        _ => 2,
    };
}
