using System.Buffers.Binary;
using System.Text;

namespace VirshLite.Translator.Tests.Storage;

/// <summary>Makes the first bytes of images of our own, as the formats' descriptions ask for them.</summary>
internal static class ImageBytes
{
    public static byte[] Qcow2(uint version = 3, string? backing = null, string? backingFormat = null, string? dataFile = null, uint cryptMethod = 0)
    {
        byte[] bytes = new byte[65536];
        Encoding.Latin1.GetBytes("QFI\xfb").CopyTo(bytes, 0);
        Big32(bytes, 4, version);
        Big32(bytes, 20, 16);
        Big64(bytes, 24, 1 << 30);
        Big32(bytes, 32, cryptMethod);
        int at = version == 2 ? 72 : 104;
        if (version == 3)
        {
            Big64(bytes, 72, dataFile is null ? 0UL : 4UL);
            Big32(bytes, 100, 104);
        }

        at = Extension(bytes, at, 0xE2792ACA, backingFormat);
        at = Extension(bytes, at, 0x44415441, dataFile) + 8;
        if (backing is not null)
        {
            byte[] name = Encoding.UTF8.GetBytes(backing);
            Big64(bytes, 8, (ulong)at);
            Big32(bytes, 16, (uint)name.Length);
            name.CopyTo(bytes, at);
        }

        return bytes;
    }

    public static byte[] Qed(string? backing, bool isBackingRaw)
    {
        byte[] bytes = new byte[4096];
        "QED\0"u8.CopyTo(bytes);
        if (backing is not null)
        {
            byte[] name = Encoding.UTF8.GetBytes(backing);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), isBackingRaw ? 5UL : 1UL);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(56), 256);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), (uint)name.Length);
            name.CopyTo(bytes, 256);
        }

        return bytes;
    }

    public static byte[] Vmdk(string descriptor)
    {
        byte[] bytes = new byte[4096];
        "KDMV"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(28), 1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(36), 2);
        Encoding.UTF8.GetBytes(descriptor).CopyTo(bytes, 512);
        return bytes;
    }

    public static void Big32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);

    public static void Big64(byte[] bytes, int at, ulong value) => BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), value);

    private static int Extension(byte[] bytes, int at, uint type, string? text)
    {
        if (text is null)
        {
            return at;
        }

        byte[] data = Encoding.UTF8.GetBytes(text);
        Big32(bytes, at, type);
        Big32(bytes, at + 4, (uint)data.Length);
        data.CopyTo(bytes, at + 8);
        return at + 8 + ((data.Length + 7) / 8 * 8);
    }
}
