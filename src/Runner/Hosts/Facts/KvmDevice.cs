using System.Buffers.Binary;
using System.Runtime.InteropServices;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>The kernel's hypervisor as far as capabilities depend on it.</summary>
internal static class KvmDevice
{
    public const string Path = "/dev/kvm";

    private const int EntryLength = 40;
    private const int MostEntries = 256;
    private const uint GetSupportedCpuid = 0xc008ae05;
    private const uint CheckExtension = 0xae03;
    private const uint CreateVm = 0xae01;
    private const uint CreateVcpu = 0xae41;
    private const uint GetTscKilohertz = 0xaea3;
    private const int TscControlExtension = 60;
    private const int MaxVcpusExtension = 66;

    /// <summary>
    /// A checksum of what KVM offers guests by CPUID; 0 where it cannot be had (not x86, no permission).
    /// Numbers that belong to the CPU that just happens to run this are left out.
    /// </summary>
    public static ulong CpuidChecksum()
    {
        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.X86))
        {
            return 0;
        }

        using FileDescriptor? device = Files.TryOpenReadWrite(Path, out _);
        byte[] buffer = new byte[8 + (EntryLength * MostEntries)];
        BinaryPrimitives.WriteInt32LittleEndian(buffer, MostEntries);
        return device is not null && Libc.ioctl(device, GetSupportedCpuid, ref buffer[0]) == 0
            ? Checksum(buffer.AsSpan(8, EntryLength * BinaryPrimitives.ReadInt32LittleEndian(buffer)))
            : 0;
    }

    /// <summary>The most vCPUs of a guest; 0 where KVM cannot be asked.</summary>
    public static uint MaxVcpus()
    {
        using FileDescriptor? device = Files.TryOpenReadWrite(Path, out _);
        return device is null ? 0 : (uint)Math.Max(Libc.ioctl(device, CheckExtension, MaxVcpusExtension), 0);
    }

    /// <summary>
    /// The speed of the time stamp counter as a vCPU sees it, and whether that can be another than the host's; null where KVM cannot be asked.
    /// </summary>
    public static (ulong Hertz, bool CanScale)? Counter()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return null;
        }

        using FileDescriptor? device = Files.TryOpenReadWrite(Path, out _);
        if (device is null || Libc.ioctl(device, CreateVm, 0) is not (>= 0 and int machine))
        {
            return null;
        }

        using var vm = new FileDescriptor(machine);
        if (Libc.ioctl(vm, CreateVcpu, 0) is not (>= 0 and int number))
        {
            return null;
        }

        using var vcpu = new FileDescriptor(number);
        int kilohertz = Libc.ioctl(vcpu, GetTscKilohertz, 0);
        return kilohertz > 0 ? ((ulong)kilohertz * 1000, Libc.ioctl(device, CheckExtension, TscControlExtension) > 0) : null;
    }

    private static ulong Checksum(Span<byte> entries)
    {
        ulong hash = 14695981039346656037;
        for (; entries.Length >= EntryLength; entries = entries[EntryLength..])
        {
            uint leaf = BinaryPrimitives.ReadUInt32LittleEndian(entries);
            if (leaf is 0xb or 0x1f or 0x8000001e or 0x80000026)
            {
                continue;
            }

            if (leaf == 1)
            {
                // EBX: the number of the CPU that is asked
                entries.Slice(16, 4).Clear();
            }

            foreach (byte value in entries[..EntryLength])
            {
                hash = (hash ^ value) * 1099511628211;
            }
        }

        return hash;
    }
}
