using System.Buffers.Binary;

namespace VirshLite.EndToEnd;

/// <summary>Tells programs that need no loader, and so run alone in an initramfs, from others.</summary>
internal static class StaticProgram
{
    private const int ProgramInterpreter = 3;

    /// <summary>Whether <paramref name="path"/> is a 64-bit ELF program without an interpreter (elf(5): no PT_INTERP).</summary>
    public static bool Is(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        ReadOnlySpan<byte> elf = File.ReadAllBytes(path);
        if (elf.Length < 64 || !elf.StartsWith("\u007fELF\u0002"u8))
        {
            return false;
        }

        int table = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(elf[32..]));
        int size = BinaryPrimitives.ReadUInt16LittleEndian(elf[54..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(elf[56..]);
        for (int i = 0; i < count; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(elf[(table + (i * size))..]) == ProgramInterpreter)
            {
                return false;
            }
        }

        return true;
    }
}
