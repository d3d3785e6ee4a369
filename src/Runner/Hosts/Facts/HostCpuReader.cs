using System.Buffers.Binary;
using System.Runtime.Intrinsics.X86;
using Microsoft.Win32.SafeHandles;
using VirshLite.Runner.Native;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Cpu;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>Reads what the host's CPU is: on x86 from the CPU itself, on ppc64 from the kernel (cpu.md 3).</summary>
internal static class HostCpuReader
{
    private const uint KvmGetMsrs = 0xc008ae88;

    public static HostCpu? Read(string architecture, HostFiles files) => architecture switch
    {
        "x86_64" or "i686" when X86Base.IsSupported => ReadX86(),
        "ppc64" or "ppc64le" => ReadPpc64(files),
        _ => null,
    };

    /// <summary>What CPUID says; 0 on other architectures.</summary>
    public static uint PhysicalAddressBits()
    {
        const int Leaf = unchecked((int)0x80000008);
        return X86Base.IsSupported && (uint)X86Base.CpuId(unchecked((int)0x80000000), 0).Eax >= 0x80000008 ? (uint)X86Base.CpuId(Leaf, 0).Eax & 0xff : 0;
    }

    private static HostCpu? ReadX86()
    {
        X86FeatureSet features = default;
        using var registers = new Registers();
        for (int i = 0; i < X86Features.Sources.Count; i++)
        {
            X86FeatureSource source = X86Features.Sources[i];
            uint value = source.IsMsr ? registers.Msr(source.Leaf, source.Register) : registers.Cpuid(source.Leaf, source.Subleaf, source.Register);
            if ((value & (1u << source.Bit)) != 0)
            {
                features.Add(i);
            }
        }

        Span<byte> vendor = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32LittleEndian(vendor, registers.Cpuid(0, 0, X86Register.Ebx));
        BinaryPrimitives.WriteUInt32LittleEndian(vendor[4..], registers.Cpuid(0, 0, X86Register.Edx));
        BinaryPrimitives.WriteUInt32LittleEndian(vendor[8..], registers.Cpuid(0, 0, X86Register.Ecx));
        return X86HostCpu.Identify(features, X86Models.VendorOf(System.Text.Encoding.ASCII.GetString(vendor)), registers.Cpuid(1, 0, X86Register.Eax));
    }

    private static HostCpu? ReadPpc64(HostFiles files)
    {
        foreach (ReadOnlySpan<char> line in (files.Text("/proc/cpuinfo", 4096) ?? "").AsSpan().EnumerateLines())
        {
            // "cpu : POWER9 (architected), altivec supported"
            if (line.StartsWith("cpu") && line.IndexOf(':') is > 0 and int colon && line[..colon].Trim() is "cpu")
            {
                ReadOnlySpan<char> name = line[(colon + 1)..].Trim();
                int end = name.IndexOfAny(" ,+E");
                return new((end > 0 ? name[..end] : name).ToString(), null, []);
            }
        }

        return null;
    }

    /// <summary>CPUID and feature MSRs, each asked once.</summary>
    private sealed class Registers : IDisposable
    {
        private readonly Dictionary<(uint Leaf, uint Subleaf), (uint Eax, uint Ebx, uint Ecx, uint Edx)> leaves = [];
        private readonly Dictionary<uint, ulong> msrs = [];
        private readonly SafeFileHandle? device = Open("/dev/cpu/0/msr");
        private readonly FileDescriptor? kvm = Files.TryOpenReadWrite(KvmDevice.Path, out _);

        public uint Cpuid(uint leaf, uint subleaf, X86Register register)
        {
            if (!leaves.TryGetValue((leaf, subleaf), out (uint Eax, uint Ebx, uint Ecx, uint Edx) values))
            {
                // a leaf beyond the last one answers as the last one does
                uint last = leaf == (leaf & 0x80000000) ? uint.MaxValue : Cpuid(leaf & 0x80000000, 0, X86Register.Eax);
                values = leaf > last || (leaf == 7 && subleaf > 0 && Cpuid(7, 0, X86Register.Eax) < subleaf) ? default : Ask(leaf, subleaf);
                leaves[(leaf, subleaf)] = values;
            }

            return register switch
            {
                X86Register.Eax => values.Eax,
                X86Register.Ebx => values.Ebx,
                X86Register.Ecx => values.Ecx,
                _ => values.Edx,
            };
        }

        public uint Msr(uint index, X86Register register)
        {
            if (!msrs.TryGetValue(index, out ulong value))
            {
                value = ReadMsr(index);
                msrs[index] = value;
            }

            return register == X86Register.Edx ? (uint)(value >> 32) : (uint)value;
        }

        public void Dispose()
        {
            device?.Dispose();
            kvm?.Dispose();
        }

        private static (uint Eax, uint Ebx, uint Ecx, uint Edx) Ask(uint leaf, uint subleaf)
        {
            (int eax, int ebx, int ecx, int edx) = X86Base.CpuId((int)leaf, (int)subleaf);
            return ((uint)eax, (uint)ebx, (uint)ecx, (uint)edx);
        }

        private static SafeFileHandle? Open(string path)
        {
            try
            {
                return File.Exists(path) ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) : null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        /// <summary>From the CPU where the kernel's module for that is loaded, else what KVM makes of it; 0 where neither says.</summary>
        private ulong ReadMsr(uint index)
        {
            Span<byte> buffer = stackalloc byte[24];
            try
            {
                if (device is not null && RandomAccess.Read(device, buffer[..8], index) == 8)
                {
                    return BinaryPrimitives.ReadUInt64LittleEndian(buffer);
                }
            }
            catch (IOException)
            {
                // this CPU has no such register
            }

            buffer.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(buffer, 1);
            BinaryPrimitives.WriteUInt32LittleEndian(buffer[8..], index);
            return kvm is not null && Libc.ioctl(kvm, KvmGetMsrs, ref buffer[0]) == 1 ? BinaryPrimitives.ReadUInt64LittleEndian(buffer[16..]) : 0;
        }
    }
}
