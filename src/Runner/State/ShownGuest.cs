using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Confinement;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.State;

/// <summary>
/// A running guest as <c>dumpxml</c> shows it: with what nothing but showing needs, its CPU feature by feature as QEMU has it, whose its process and images
/// are, and its place among the host's control groups (live-changes.md 2.8).
/// </summary>
public static class ShownGuest
{
    /// <param name="guests">All of them.</param>
    /// <param name="guest">Name, id or UUID.</param>
    public static Domain Of(GuestOperations guests, string guest)
    {
        GuestRecord record = guests.Get(guest);
        Domain domain = guests.LiveDomain(record.Name);
        if (!record.Started)
        {
            return domain;
        }

        domain.Cpu = CpuOf(guests, record, domain);
        if (guests.Store.Settings.Privileged)
        {
            domain.Resource ??= new Resource();
            domain.Resource.Partition ??= "/machine";
            Labels(domain, record);
        }

        return domain;
    }

    /// <summary>It does not change while the guest runs, so QEMU is asked once.</summary>
    private static Cpu? CpuOf(GuestOperations guests, GuestRecord record, Domain domain)
    {
        if (domain.Cpu is not { Mode: CpuMode.Custom, Check: not CpuCheck.Full } || domain.Os.Arch is not ("x86_64" or "i686"))
        {
            return domain.Cpu;
        }

        string kept = guests.Store.DirectoryOf(record.Name) + "/cpu.xml";
        try
        {
            if (!File.Exists(kept))
            {
                using QmpClient monitor = guests.Connect(record);
                Files.WriteAtomically(kept, System.Text.Encoding.UTF8.GetBytes(SaveCookieWriter.Write(GuestSaving.Cookie(DomainWriter.Write(domain), monitor))),
                    FileModes.OwnerFile);
            }

            return SnapshotReader.ReadCookie(File.ReadAllText(kept)).Cpu ?? domain.Cpu;
        }
        catch (Exception e) when (e is NativeException or IOException or TimeoutException or DomainParser.DomainException)
        {
            // a guest that does not answer is shown all the same
            return domain.Cpu;
        }
    }

    private static void Labels(Domain domain, GuestRecord record)
    {
        if (record.Qemu is not { } qemu)
        {
            return;
        }

        if (!domain.SecLabels.Exists(l => l.Model == "apparmor") && AppArmorGuard.Of(qemu.Pid)?.Split(' ')[0] is { Length: > 0 } profile and not "unconfined")
        {
            domain.SecLabels.Insert(0, new SecLabel { Model = "apparmor", Relabel = true, Label = profile, ImageLabel = profile });
        }

        if (!domain.SecLabels.Exists(l => l.Model == "dac") && OwnerOf(qemu.Pid) is { } owner)
        {
            domain.SecLabels.Add(new SecLabel { Model = "dac", Relabel = true, Label = owner, ImageLabel = owner });
        }
    }

    /// <summary>User and group that a process acts as, <c>+UID:+GID</c>.</summary>
    private static string? OwnerOf(int pid)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines($"/proc/{pid}/status");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        string? Effective(string name) => lines.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))
            ?.Split('\t', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2);
        return Effective("Uid:") is { } uid && Effective("Gid:") is { } gid ? $"+{uid}:+{gid}" : null;
    }
}
