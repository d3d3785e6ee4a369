using VirshLite.Runner.Native;

namespace VirshLite.Runner.Launching;

/// <summary>The host's name and kernel, for the log.</summary>
internal static class HostIdentity
{
    public static string Kernel => KernelFiles.Read("/proc/sys/kernel/osrelease") ?? "unknown";

    public static string Name => KernelFiles.Read("/proc/sys/kernel/hostname") ?? "unknown";
}
