using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Runner.Hosts;

/// <summary>
/// The capabilities of the QEMU binaries of this host: from memory, from the cache, or by starting the binary and asking it.
/// </summary>
public sealed class LiveCapabilities
{
    private readonly ConcurrentDictionary<string, QemuCapabilities> known = new(StringComparer.Ordinal);
    private readonly CapabilityCache? cache;
    private readonly string workDirectory;
    private readonly RunAs? runAs;
    private readonly bool trustEmulator;

    /// <param name="cache">Null: nothing is kept on disk.</param>
    /// <param name="workDirectory">Where a QEMU that is asked has its socket, in a directory of its own.</param>
    /// <param name="runAs">The user that guests will run as; null = the caller.</param>
    /// <param name="trustEmulator">Programs that others than root can change are asked too.</param>
    public LiveCapabilities(CapabilityCache? cache, string workDirectory, RunAs? runAs = null, bool trustEmulator = false)
    {
        this.trustEmulator = trustEmulator;
        this.cache = cache;
        this.workDirectory = workDirectory;
        this.runAs = runAs;
    }

    /// <summary>libvirt's name of this host's architecture.</summary>
    public static string HostArchitecture { get; } = RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "x86_64",
        Architecture.X86 => "i686",
        Architecture.Arm64 => "aarch64",
        Architecture.Arm => "armv7l",
        Architecture.Ppc64le => "ppc64le",
        Architecture.S390x => "s390x",
        Architecture.RiscV64 => "riscv64",
        Architecture.LoongArch64 => "loongarch64",
        Architecture other => other.ToString().ToLowerInvariant(),
    };

    /// <summary>What the emulator can do.</summary>
    /// <param name="emulator">Absolute path.</param>
    /// <exception cref="CapabilityProbeException">It had to be asked and could not.</exception>
    public QemuCapabilities Get(string emulator)
    {
        if (!known.TryGetValue(emulator, out QemuCapabilities? capabilities))
        {
            capabilities = cache?.Load(emulator, runAs) ?? Probe(emulator);
            known[emulator] = capabilities;
        }

        return capabilities;
    }

    /// <summary>Asks the emulator whatever is known about it, and keeps the answer.</summary>
    /// <exception cref="CapabilityProbeException">It cannot be asked.</exception>
    public QemuCapabilities Probe(string emulator)
    {
        if (!FileStatus.IsAccessible(emulator, 1) || Directory.Exists(emulator))
        {
            throw new CapabilityProbeException($"There is no program {emulator}.");
        }

        if (runAs is not null && !trustEmulator && !EmulatorTrust.IsRoots(emulator))
        {
            throw new CapabilityProbeException(
                $"{emulator} is not run to be asked what it can do: others than root can change it. --trust-emulator runs it all the same, without any "
                + "privilege");
        }

        ProbeQemu.RemoveLeftovers(workDirectory);
        string? binaryBefore = CapabilityFingerprint.OfBinary(emulator, runAs);
        string hostBefore = CapabilityFingerprint.OfHost(runAs);

        // the second QEMU is most often needed, and starts while the first is asked
        Task<ProbeQemu>? second = RunAs.CanOpen(runAs, KvmDevice.Path) ? Task.Run(() => ProbeQemu.Start(emulator, "tcg", workDirectory, runAs)) : null;
        QemuCapabilities capabilities;
        try
        {
            using ProbeQemu first = ProbeQemu.Start(emulator, "kvm:tcg", workDirectory, runAs);
            capabilities = CapabilityProbe.Run(
                emulator,
                first.Session,
                () => (second ??= Task.Run(() => ProbeQemu.Start(emulator, "tcg", workDirectory, runAs))).GetAwaiter().GetResult().Session);
        }
        finally
        {
            Discard(second);
        }

        if (binaryBefore is not null)
        {
            string host = Architectures.IsNative(HostArchitecture, capabilities.Arch) ? hostBefore : CapabilityFingerprint.NotNative;
            cache?.Save(capabilities, binaryBefore + "\n" + host);
        }

        return capabilities;
    }

    private static void Discard(Task<ProbeQemu>? starting)
    {
        try
        {
            starting?.GetAwaiter().GetResult().Dispose();
        }
        catch (CapabilityProbeException)
        {
            // not needed after all
        }
    }
}
