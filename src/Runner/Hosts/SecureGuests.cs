using System.Runtime.InteropServices;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Hosts;

/// <summary>Whether this host can hide guests from itself: s390 Ultravisor, AMD SEV (capabilities.md 6.3).</summary>
internal static class SecureGuests
{
    public static bool AreSupported() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.S390x => Directory.Exists("/sys/firmware/uv") && IsProtectedVirtualisationOn(KernelFiles.Read("/proc/cmdline") ?? ""),
        Architecture.X64 or Architecture.X86 => KernelFiles.IsParameterOn("kvm_amd", "sev") && File.Exists("/dev/sev"),
        _ => false,
    };

    /// <summary>The kernel's prot_virt: y…, on in any case, or 1.</summary>
    internal static bool IsProtectedVirtualisationOn(string commandLine)
    {
        bool on = false;
        foreach (string word in commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.StartsWith("prot_virt=", StringComparison.Ordinal))
            {
                string value = word["prot_virt=".Length..];
                on = value is ['y' or 'Y' or '1', ..] || value.StartsWith("on", StringComparison.OrdinalIgnoreCase);
            }
        }

        return on;
    }
}
