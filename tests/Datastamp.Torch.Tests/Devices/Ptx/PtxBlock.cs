namespace Datastamp.Torch.Tests.Devices.Ptx;

/// <summary>One block. Threads run in turn, each until it waits for others.</summary>
internal sealed class PtxBlock(PtxKernel kernel, ulong[] parameters, PtxMemory[] memories, (uint X, uint Y, uint Parts) place)
{
    private const int WarpSize = 32;
    private const int MostSteps = 20_000;

    private readonly PtxThread[] threads = [.. Enumerable.Range(0, PtxKernel.BlockSize).Select(i => new PtxThread(kernel.Registers.Count, (uint)i))];

    // What is in shared memory at first is not known, and not zero.
    private readonly PtxMemory shared = new(0, [.. Enumerable.Repeat((byte)0xA5, (int)kernel.SharedBytes)], isWritable: true);

    public void Run()
    {
        while (!Array.TrueForAll(threads, thread => thread.HasEnded))
        {
            foreach (var thread in threads.Where(thread => !thread.HasEnded && !thread.Waits))
            {
                Run(thread);
            }

            if (!Shuffle() && !Synchronize() && !Array.TrueForAll(threads, thread => thread.HasEnded))
            {
                throw new PtxException("threads wait for others that do not come");
            }
        }
    }

    private void Run(PtxThread thread)
    {
        for (var steps = 0; !thread.HasEnded && !thread.Waits; steps++)
        {
            if (steps == MostSteps)
            {
                throw new PtxException("a thread does not end");
            }

            var instruction = kernel.Instructions[thread.Next];
            try
            {
                thread.Next++;
                if (instruction.Predicate < 0 || thread.Get(instruction.Predicate) != 0)
                {
                    Step(thread, instruction);
                }
            }
            catch (PtxException e)
            {
                throw new PtxException($"{e.Message}, in: {instruction.Text}");
            }
        }
    }

    private void Step(PtxThread thread, PtxInstruction instruction)
    {
        var (operands, name) = (instruction.Operands, instruction.Name);
        if (instruction.Operation.Compute is { } compute)
        {
            thread.Set(operands[0], compute([.. instruction.Givers.Select(thread.Get)]));
            return;
        }

        switch (name)
        {
            case "mov.u32":
                thread.Set(operands[0], operands[1].Name switch { "%tid.x" => thread.Index, "%ctaid.x" => place.X, "%ctaid.y" => place.Y, "%nctaid.y" => place.Parts, _ => operands[1].Value });
                break;
            case "mov.b64":
                thread.Set(operands[1], thread.Get(operands[2]) >> 32);
                thread.Set(operands[0], (uint)thread.Get(operands[2]));
                break;
            case "bra":
                thread.Next = (int)operands[0].Value;
                break;
            case "ret":
                thread.HasEnded = true;
                break;
            case "bar.sync" or "shfl.sync.down.b32":
                thread.Next--;
                thread.Waits = true;
                break;
            case "ld.param.u32" or "ld.param.u64":
                thread.Set(operands[0], Parameter(operands[1].Name, Bytes(name) * 8));
                break;
            case "red.shared.add.u32" or "red.global.add.u32" or "red.global.add.u64":
                var target = Memory(thread, operands[0]);
                target.Write(thread.Address(operands[0]), Bytes(name), checked(target.Read(thread.Address(operands[0]), Bytes(name)) + thread.Get(operands[1])));
                break;
            case "st.shared.u32" or "st.shared.u64":
                shared.Write(thread.Address(operands[0]), Bytes(name), thread.Get(operands[1]));
                break;
            default:
                Load(thread, instruction);
                break;
        }
    }

    private void Load(PtxThread thread, PtxInstruction instruction)
    {
        var (receivers, from) = (instruction.Receivers, instruction.Givers[0]);
        var (bytes, address, memory) = (Bytes(instruction.Name), thread.Address(from), Memory(thread, from));
        if (receivers.Length > 1 && address % (ulong)(bytes * receivers.Length) != 0)
        {
            throw new PtxException($"a vector at the address {address}, which is not aligned");
        }

        foreach (var (i, receiver) in receivers.Index())
        {
            thread.Set(receiver, memory.Read(address + (ulong)(i * bytes), bytes));
        }
    }

    private PtxMemory Memory(PtxThread thread, PtxOperand address) => address.Kind == "[s]" ? shared
        : Array.Find(memories, memory => memory.Holds(thread.Address(address))) ?? throw new PtxException($"no memory at the address {thread.Address(address)}");

    private ulong Parameter(string name, int bits)
    {
        var index = kernel.Parameters.FindIndex(parameter => parameter.Name == name);
        return kernel.Parameters[index].Bits == bits ? parameters[index] : throw new PtxException("a parameter of another size");
    }

    private static int Bytes(string name) => name[(name.LastIndexOf('.') + 2)..] switch { "8" => 1, "32" => 4, _ => 8 };

    /// <summary>Lets the warps go on whose threads all stand at one shuffle.</summary>
    private bool Shuffle()
    {
        var any = false;
        foreach (var warp in threads.Chunk(WarpSize).Where(warp => MeetAt(warp, "shfl.sync.down.b32")))
        {
            var operands = kernel.Instructions[warp[0].Next].Operands;
            var values = Array.ConvertAll(warp, thread => thread.Get(operands[1]));
            foreach (var (lane, thread) in warp.Index())
            {
                if (thread.Get(operands[3]) != WarpSize - 1 || thread.Get(operands[4]) != uint.MaxValue)
                {
                    throw new PtxException("a shuffle in a part of a warp");
                }

                var other = lane + (int)thread.Get(operands[2]);
                thread.Set(operands[0], values[other < WarpSize ? other : lane]);
            }

            Release(warp);
            any = true;
        }

        return any;
    }

    private bool Synchronize()
    {
        if (!MeetAt(threads, "bar.sync"))
        {
            return false;
        }

        Release(threads);
        return true;
    }

    private bool MeetAt(PtxThread[] some, string name) =>
        Array.TrueForAll(some, thread => thread.Waits && !thread.HasEnded && thread.Next == some[0].Next) && kernel.Instructions[some[0].Next].Name == name;

    private static void Release(PtxThread[] some)
    {
        foreach (var thread in some)
        {
            thread.Next++;
            thread.Waits = false;
        }
    }
}
