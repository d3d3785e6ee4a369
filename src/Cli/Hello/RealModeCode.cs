using System.Text;

namespace VirshLite.Cli.Hello;

/// <summary>Bytes of a 16-bit program with names for places: jumps, calls and addresses may name what comes later. Only what a boot sector needs.</summary>
internal sealed class RealModeCode(ushort origin)
{
    private readonly List<byte> bytes = [];
    private readonly Dictionary<string, int> labels = [];
    private readonly List<(int At, string Label, FixupKind Kind)> fixups = [];

    private enum FixupKind
    {
        Near8,
        Near16,
        Absolute16,
    }

    /// <summary>Names the place that comes next.</summary>
    public RealModeCode Label(string name)
    {
        labels.Add(name, bytes.Count);
        return this;
    }

    public RealModeCode Emit(params ReadOnlySpan<byte> code)
    {
        bytes.AddRange(code);
        return this;
    }

    /// <summary>An opcode followed by a one-byte distance to a label.</summary>
    public RealModeCode Short(byte opcode, string label) => Emit(opcode).Fixup(label, FixupKind.Near8, 1);

    public RealModeCode Call(string label) => Emit(0xE8).Fixup(label, FixupKind.Near16, 2);

    /// <summary>mov si, address of a label</summary>
    public RealModeCode MovSi(string label) => Emit(0xBE).Fixup(label, FixupKind.Absolute16, 2);

    /// <summary>mov word [address], address of a label</summary>
    public RealModeCode Store(ushort address, string label) => Emit(0xC7, 0x06, (byte)address, (byte)(address >> 8)).Fixup(label, FixupKind.Absolute16, 2);

    /// <summary>mov word [address], value</summary>
    public RealModeCode Store(ushort address, ushort value) => Emit(0xC7, 0x06, (byte)address, (byte)(address >> 8), (byte)value, (byte)(value >> 8));

    /// <summary>mov dx, port</summary>
    public RealModeCode MovDx(ushort port) => Emit(0xBA, (byte)port, (byte)(port >> 8));

    /// <summary>mov ax, value</summary>
    public RealModeCode MovAx(ushort value) => Emit(0xB8, (byte)value, (byte)(value >> 8));

    /// <summary>mov dx, port; mov al, value; out dx, al</summary>
    public RealModeCode Out8(ushort port, byte value) => MovDx(port).Emit(0xB0, value, 0xEE);

    /// <summary>mov dx, port; mov ax, value; out dx, ax</summary>
    public RealModeCode Out16(ushort port, ushort value) => MovDx(port).MovAx(value).Emit(0xEF);

    /// <summary>mov dx, port; in al, dx</summary>
    public RealModeCode In8(ushort port) => MovDx(port).Emit(0xEC);

    /// <summary>ASCII with a zero behind it.</summary>
    public RealModeCode Text(string text) => Emit([.. Encoding.ASCII.GetBytes(text), 0]);

    public byte[] ToArray()
    {
        byte[] code = [.. bytes];
        foreach ((int at, string label, FixupKind kind) in fixups)
        {
            int target = labels[label];
            switch (kind)
            {
                case FixupKind.Near8:
                    code[at] = (byte)checked((sbyte)(target - (at + 1)));
                    break;
                case FixupKind.Near16:
                    BitConverter.TryWriteBytes(code.AsSpan(at), (short)(target - (at + 2)));
                    break;
                default:
                    BitConverter.TryWriteBytes(code.AsSpan(at), (ushort)(origin + target));
                    break;
            }
        }

        return code;
    }

    private RealModeCode Fixup(string label, FixupKind kind, int size)
    {
        fixups.Add((bytes.Count, label, kind));
        bytes.AddRange(new byte[size]);
        return this;
    }
}
