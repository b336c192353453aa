using System.Globalization;
using System.Text.RegularExpressions;

namespace Datastamp.Torch.Tests.Devices.Ptx;

/// <summary>
/// Reads the part of PTX that this project uses, a statement a line, and refuses all else, so that it can stand in for NVIDIA's
/// assembler where there is none: forms of instructions, sizes of operands, declarations before use, ASCII, names that are taken.
/// </summary>
internal static partial class PtxModule
{
    private static readonly string[] predefined =
    [
        "%tid", "%ntid", "%laneid", "%warpid", "%nwarpid", "%ctaid", "%nctaid", "%smid", "%nsmid", "%gridid", "%clock", "%clock64", "%total_smem_size",
        "%globaltimer", "%dynamic_smem_size", "%clusterid", "%nclusterid", "%cluster_ctaid", "%cluster_nctaid", "%is_explicit_cluster", "%aggr_smem_size",
    ];

    /// <summary>The entries by name.</summary>
    public static IReadOnlyDictionary<string, PtxKernel> Read(string text)
    {
        if (text.FirstOrDefault(symbol => symbol is (< ' ' or > '~') and not '\n') is not '\0' and var odd)
        {
            throw new PtxException($"not ASCII: '{odd}'");
        }

        var lines = new Queue<string>(text.Split('\n').Select(line => line.Split("//")[0].Trim()).Where(line => line.Length > 0));
        foreach (var directive in (string[])[".version 6.3", ".target sm_70", ".address_size 64"])
        {
            Expect(lines.Dequeue(), directive);
        }

        var kernels = new Dictionary<string, PtxKernel>(StringComparer.Ordinal);
        while (lines.TryDequeue(out var line))
        {
            kernels.Add(Match(Entry(), line)["name"].Value, ReadKernel(lines));
        }

        return kernels;
    }

    private static PtxKernel ReadKernel(Queue<string> lines)
    {
        var kernel = new PtxKernel();
        for (var more = true; more;)
        {
            var parameter = Match(Parameter(), lines.Dequeue());
            kernel.Parameters.Add((parameter["name"].Value, Bits(parameter["type"].Value)));
            more = parameter["end"].Value == ",";
        }

        Expect(lines.Dequeue(), $".reqntid {PtxKernel.BlockSize}, 1, 1");
        Expect(lines.Dequeue(), "{");
        var statements = new List<string>();
        for (string line; (line = lines.Dequeue()) != "}";)
        {
            if (line[0] == '.')
            {
                Declare(kernel, line);
            }
            else if (Label().Match(line) is { Success: true } label)
            {
                kernel.Labels.Add(label.Groups["name"].Value, statements.Count);
            }
            else
            {
                statements.Add(line);
            }
        }

        kernel.Instructions.AddRange(statements.Select(line => ReadInstruction(kernel, line)));
        return kernel.Instructions[^1].Name == "ret" ? kernel : throw new PtxException("no ret at the end");
    }

    private static void Declare(PtxKernel kernel, string line)
    {
        if (Shared().Match(line) is { Success: true } shared)
        {
            var size = (uint)Bits(shared.Groups["type"].Value) / 8;
            Expect(shared.Groups["align"].Value, size.ToString(CultureInfo.InvariantCulture));
            kernel.Shared.Add(shared.Groups["name"].Value, kernel.SharedBytes);
            kernel.SharedBytes += size * uint.Parse(shared.Groups["length"].Value, CultureInfo.InvariantCulture);
            return;
        }

        var registers = Match(Registers(), line);
        foreach (var name in registers["names"].Value.Split(", "))
        {
            kernel.Registers.Add(predefined.Contains(name) ? throw new PtxException($"{name} is taken") : name, (kernel.Registers.Count, Bits(registers["type"].Value)));
        }
    }

    private static PtxInstruction ReadInstruction(PtxKernel kernel, string line)
    {
        var parts = Match(Instruction(), line);
        var name = parts["name"].Value;
        var predicate = parts["predicate"].Success ? Register(kernel, parts["predicate"].Value, 1, line) : -1;
        if (predicate >= 0 && (name is "shfl.sync.down.b32" or "bar.sync"))
        {
            throw new PtxException($"not for some threads only: {line}");
        }

        if (!PtxOperation.Known.TryGetValue(name, out var forms))
        {
            throw new PtxException($"unknown instruction: {line}");
        }

        var words = Operand().Matches(parts["operands"].Value).Select(match => match.Value).ToArray();
        Expect(string.Join(", ", words), parts["operands"].Value);
        foreach (var form in forms)
        {
            var kinds = form.Operands.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (kinds.Length == words.Length)
            {
                var operands = kinds.Zip(words, (kind, word) => ReadOperand(kernel, kind, word)).ToArray();
                if (operands.All(operand => operand is not null))
                {
                    return new(name, predicate, [.. operands.SelectMany(operand => operand!)], form, line);
                }
            }
        }

        throw new PtxException($"operands do not fit: {line}");
    }

    /// <summary>The operand, its elements one by one; null if it is not of the kind.</summary>
    private static PtxOperand[]? ReadOperand(PtxKernel kernel, string kind, string word)
    {
        if (kind[0] == '{')
        {
            var (kinds, words) = (kind[1..^1].Split(','), word.Trim('{', '}').Split(", "));
            return word[0] == '{' && kinds.Length == words.Length && kinds.Zip(words, (one, element) => ReadOperand(kernel, one, element)).ToArray() is var elements
                && elements.All(element => element is not null) ? [.. elements.SelectMany(element => element!)] : null;
        }

        if (kind[0] == '[')
        {
            var address = Address().Match(word);
            var (name, offset) = (address.Groups["name"].Value, address.Groups["offset"] is { Success: true } plus ? Number(plus.Value) : 0);
            return !address.Success ? null
                : kind == "[p]" ? kernel.Parameters.Exists(one => one.Name == name) ? [new(kind, -1, offset, name)] : null
                : Place(kernel, name, kind == "[g]" ? 64 : 32) is >= 0 and var at ? [new(kind, at, offset, name)] : null;
        }

        return kind switch
        {
            "special" => word is "%tid.x" or "%ctaid.x" or "%ctaid.y" or "%nctaid.y" ? [new(kind, -1, 0, word)] : null,
            "shared" => kernel.Shared.TryGetValue(word, out var place) ? [new(kind, -1, place, word)] : null,
            "label" => kernel.Labels.TryGetValue(word, out var target) ? [new(kind, -1, (ulong)target, word)] : null,
            _ when Place(kernel, word, Bits(kind[1..])) is >= 0 and var at => [new(kind, at, 0, word)],
            "s32" => char.IsDigit(word[0]) && Number(word) is <= uint.MaxValue and var value ? [new(kind, -1, value, word)] : null,
            "s64" => char.IsDigit(word[0]) ? [new(kind, -1, Number(word), word)] : null,
            _ => null,
        };
    }

    private static int Place(PtxKernel kernel, string name, int bits) =>
        kernel.Registers.TryGetValue(name, out var register) && register.Bits == bits ? register.Place : -1;

    private static int Register(PtxKernel kernel, string name, int bits, string line) =>
        Place(kernel, name, bits) is >= 0 and var place ? place : throw new PtxException($"no such register: {line}");

    private static ulong Number(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? ulong.Parse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : text == "0" || text[0] != '0' ? ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : throw new PtxException($"octal: {text}");

    private static int Bits(string type) => type switch
    {
        "p" or "pred" => 1,
        "32" or "u32" => 32,
        "64" or "u64" => 64,
        _ => throw new PtxException($"unknown type: {type}"),
    };

    private static void Expect(string line, string expected)
    {
        if (line != expected)
        {
            throw new PtxException($"'{line}' in place of '{expected}'");
        }
    }

    private static GroupCollection Match(Regex regex, string line) =>
        regex.Match(line) is { Success: true } match ? match.Groups : throw new PtxException($"not understood: {line}");

    [GeneratedRegex(@"^\.visible \.entry (?<name>[a-z]\w*)\($", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\.param \.(?<type>\w+) (?<name>[a-z]\w*)(?<end>[,)])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\.reg \.(?<type>\w+) (?<names>%[a-z]\w*(, %[a-z]\w*)*);$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Registers();

    [GeneratedRegex(@"^\.shared \.align (?<align>[48]) \.(?<type>u32|u64) (?<name>[a-z]+\d?_\w+)\[(?<length>[1-9]\d*)\];$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shared();

    [GeneratedRegex(@"^(?<name>[A-Z]\w+):$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(@(?<predicate>%\w+) )?(?<name>[a-z][a-z0-9.]*)( (?<operands>.+))?;$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"\{%\w+(, %\w+)+\}|\[[%\w+]+\]|[%\w.]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Operand();

    [GeneratedRegex(@"^\[(?<name>%?[a-z]\w*)(\+(?<offset>\d+))?\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
