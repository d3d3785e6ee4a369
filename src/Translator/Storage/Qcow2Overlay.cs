using System.Buffers.Binary;
using System.Text;

namespace VirshLite.Translator.Storage;

/// <summary>The bytes of an empty qcow2 image on top of another one (the format's published description, version 3, clusters of 64 KiB).</summary>
internal static class Qcow2Overlay
{
    private const int ClusterBits = 16;
    private const int Cluster = 1 << ClusterBits;
    private const int HeaderLength = 104;

    /// <summary>Bytes of guest data that one entry of the first-level table leads to.</summary>
    private const ulong PerEntry = (ulong)Cluster * (Cluster / 8);

    /// <param name="size">Of the virtual disk, in bytes.</param>
    public static byte[] Create(ulong size, string backing, string backingFormat)
    {
        int entries = (int)((size + PerEntry - 1) / PerEntry);
        int tableClusters = Math.Max(1, ((entries * 8) + Cluster - 1) / Cluster);

        // the header, the table of reference counts, one block of them, the first-level table
        int clusters = 3 + tableClusters;
        byte[] image = new byte[clusters * Cluster];
        Span<byte> bytes = image;
        bytes[0] = (byte)'Q';
        bytes[1] = (byte)'F';
        bytes[2] = (byte)'I';
        bytes[3] = 0xfb;
        Big32(bytes, 4, 3);
        Big32(bytes, 20, ClusterBits);
        Big64(bytes, 24, size);
        Big32(bytes, 36, (uint)entries);
        Big64(bytes, 40, 3 * Cluster);
        Big64(bytes, 48, Cluster);
        Big32(bytes, 56, 1);
        Big32(bytes, 96, 4);
        Big32(bytes, 100, HeaderLength);
        byte[] format = Encoding.ASCII.GetBytes(backingFormat);
        Big32(bytes, HeaderLength, 0xE2792ACA);
        Big32(bytes, HeaderLength + 4, (uint)format.Length);
        format.CopyTo(image, HeaderLength + 8);
        int at = HeaderLength + 8 + ((format.Length + 7) / 8 * 8) + 8;
        byte[] name = Encoding.UTF8.GetBytes(backing);
        Big64(bytes, 8, (ulong)at);
        Big32(bytes, 16, (uint)name.Length);
        name.CopyTo(image, at);
        Big64(bytes, Cluster, 2 * Cluster);
        for (int i = 0; i < clusters; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes[((2 * Cluster) + (i * 2))..], 1);
        }

        return image;
    }

    private static void Big32(Span<byte> bytes, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes[at..], value);

    private static void Big64(Span<byte> bytes, int at, ulong value) => BinaryPrimitives.WriteUInt64BigEndian(bytes[at..], value);
}
