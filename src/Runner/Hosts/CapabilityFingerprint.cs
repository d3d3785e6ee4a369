using System.Globalization;
using System.Text;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Hosts;

/// <summary>
/// What a QEMU's capabilities depend on (capabilities.md 6.2), as text: they hold as long as it stays the same. The first line is the binary, its modules and
/// this program; the second, only for binaries of the host's own architecture, is KVM, the CPU and the kernel.
/// </summary>
internal static class CapabilityFingerprint
{
    /// <summary>The second line where the host's CPU and KVM do not matter.</summary>
    public const string NotNative = "not native";

    private const string WithoutKvm = "no KVM";

    private static readonly string[] ModuleDirectories =
        ["/usr/lib/qemu", "/usr/lib64/qemu", "/usr/lib/x86_64-linux-gnu/qemu", "/usr/lib/aarch64-linux-gnu/qemu"];

    /// <summary>Lines of /proc/cpuinfo that tell one CPU from another (x86; ppc64; s390).</summary>
    private static readonly string[] CpuKeys =
    [
        "vendor_id", "model name", "cpu family", "model", "stepping", "microcode",
        "cpu", "revision",
        "processor 0", "facilities",
        "CPU implementer", "CPU part", "CPU revision",
    ];

    /// <summary>The first line; null where the binary is not there.</summary>
    public static string? OfBinary(string emulator, RunAs? runAs)
    {
        if (FileStatus.Of(emulator) is not { } binary)
        {
            return null;
        }

        var text = new StringBuilder(200);
        text.Append(CultureInfo.InvariantCulture, $"{emulator} {binary.ChangeTime} {binary.Inode} {binary.Size}");
        foreach (string directory in ModuleDirectories)
        {
            if (FileStatus.Of(directory) is { } modules)
            {
                text.Append(CultureInfo.InvariantCulture, $" modules {modules.ModifyTime}");
            }
        }

        // another build of this program may ask other questions
        if (Environment.ProcessPath is { } self && FileStatus.Of(self) is { } program)
        {
            text.Append(CultureInfo.InvariantCulture, $" by {program.ChangeTime}");
        }

        if (FileStatus.Of(Path.Combine(AppContext.BaseDirectory, "VirshLite.Translator.dll")) is { } library)
        {
            text.Append(CultureInfo.InvariantCulture, $" {library.ChangeTime}");
        }

        return runAs is null ? text.ToString() : text.Append(" as ").Append(runAs.Name).ToString();
    }

    /// <summary>The second line for a binary of the host's architecture.</summary>
    public static string OfHost(RunAs? runAs)
    {
        if (!RunAs.CanOpen(runAs, KvmDevice.Path))
        {
            return WithoutKvm;
        }

        var text = new StringBuilder(400);
        AddCpu(text);
        text.Append(KernelFiles.Read("/proc/sys/kernel/osrelease")).Append(' ').Append(KernelFiles.Read("/proc/sys/kernel/version"));
        text.Append(CultureInfo.InvariantCulture, $" cpuid {KvmDevice.CpuidChecksum():x}");
        foreach (string module in (ReadOnlySpan<string>)["kvm_intel", "kvm_amd", "kvm_hv", "kvm"])
        {
            if (KernelFiles.IsParameterOn(module, "nested"))
            {
                text.Append(" nested");
                break;
            }
        }

        return SecureGuests.AreSupported() ? text.Append(" secure guests").ToString() : text.ToString();
    }

    private static void AddCpu(StringBuilder text)
    {
        string cpuinfo = KernelFiles.Read("/proc/cpuinfo") ?? "";
        var seen = new HashSet<string>();
        foreach (ReadOnlySpan<char> line in cpuinfo.AsSpan().EnumerateLines())
        {
            int colon = line.IndexOf(':');
            if (colon < 0)
            {
                continue;
            }

            string key = line[..colon].Trim().ToString();
            if (Array.IndexOf(CpuKeys, key) >= 0 && seen.Add(key))
            {
                text.Append(line[(colon + 1)..].Trim()).Append(',');
            }
        }
    }
}
