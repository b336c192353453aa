namespace Datastamp.Torch.Tests.Devices.Ptx;

/// <summary>Runs a kernel, block by block, over memory and parameters.</summary>
internal sealed class PtxGrid(PtxKernel kernel, ulong[] parameters, PtxMemory[] memory, (uint X, uint Y) size)
{
    public void Run()
    {
        if (parameters.Length != kernel.Parameters.Count)
        {
            throw new PtxException("not as many parameters as the kernel has");
        }

        for (var y = 0u; y < size.Y; y++)
        {
            for (var x = 0u; x < size.X; x++)
            {
                new PtxBlock(kernel, parameters, memory, (x, y, size.Y)).Run();
            }
        }
    }
}
