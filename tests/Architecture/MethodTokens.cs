using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace VirshLite.Architecture;

/// <summary>The metadata tokens that the instructions of a method body carry.</summary>
internal static class MethodTokens
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    public static IEnumerable<EntityHandle> Of(BlobReader instructions)
    {
        var handles = new List<EntityHandle>();
        while (instructions.RemainingBytes > 0)
        {
            int code = instructions.ReadByte();
            if (code == 0xFE)
            {
                code = 0xFE00 | instructions.ReadByte();
            }

            switch (Operands[code])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig:
                    handles.Add(MetadataTokens.EntityHandle(instructions.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    int targets = instructions.ReadInt32();
                    instructions.Offset += 4 * targets;
                    break;
                case OperandType operand:
                    instructions.Offset += SizeOf(operand);
                    break;
            }
        }

        return handles;
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineBrTarget or OperandType.InlineI or OperandType.InlineString or OperandType.ShortInlineR => 4,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => throw new InvalidOperationException($"operand {operand}"),
    };
}
