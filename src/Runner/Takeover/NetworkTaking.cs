using System.Text;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Native;
using VirshLite.Runner.Networking.Virtual;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Takeover;

namespace VirshLite.Runner.Takeover;

/// <summary>
/// Takes an active network over as it stands (bridge, DHCP server, packet rules, ports), and lets go of it. Only notes are written: nothing of the network
/// itself is touched, and libvirt's own notes stay true.
/// </summary>
internal sealed class NetworkTaking(Settings settings, NetworkOperations networks)
{
    public static bool IsTaken(Settings settings, string name)
    {
        var paths = NetworkPaths.Of(settings, name);
        return File.Exists(paths.Taken) && File.Exists(paths.StateFile) && File.Exists(paths.Journal);
    }

    /// <summary>What was changed since it was taken over: libvirt's notes of it are not true any more; null = nothing.</summary>
    public static string? Change(Settings settings, string name)
    {
        var paths = NetworkPaths.Of(settings, name);
        return File.Exists(paths.Taken) && File.Exists(paths.StateFile) && File.ReadAllText(paths.Taken) != File.ReadAllText(paths.StateFile)
            ? "it was changed since it was taken over" : null;
    }

    public void Take(NetworkTakeover network)
    {
        using FileLock held = networks.Lock();
        var paths = NetworkPaths.Of(settings, network.Facts.Name);
        if (IsTaken(settings, network.Facts.Name))
        {
            return;
        }

        string theirs = Path.ChangeExtension(network.Facts.StatusFile, null);
        Files.MakeDirectory(paths.State, FileModes.PublicDirectory);
        Copy(theirs + ".pid", paths.Pid);
        Files.MakeDirectory(paths.Ports, FileModes.OwnerDirectory);
        foreach (string port in Directory.Exists(theirs + "/ports") ? Directory.GetFiles(theirs + "/ports", "*.xml") : [])
        {
            Copy(port, $"{paths.Ports}/{Path.GetFileName(port)}");
        }

        byte[] xml = Encoding.UTF8.GetBytes(NetworkWriter.Write(network.Facts.Network!));
        Files.WriteAtomically(paths.Taken, xml, FileModes.OwnerFile);
        Files.WriteAtomically(paths.StateFile, xml, FileModes.OwnerFile);

        // a journal without a state file is the rest of a failed start, and would be carried out: it comes last
        string beside = paths.Journal + ".taken";
        Files.Delete(beside);
        var journal = new CleanupJournal(beside);
        foreach (PlanStep step in network.AtEnd.Reverse())
        {
            if (JournalEntry.Of(step) is { } entry)
            {
                journal.Add(entry);
            }
        }

        File.Move(beside, paths.Journal, overwrite: true);
    }

    public void LetGo(string name)
    {
        using FileLock held = networks.Lock();
        var paths = NetworkPaths.Of(settings, name);
        if (!File.Exists(paths.Taken))
        {
            return;
        }

        Files.Delete(paths.Journal);
        Files.Delete(paths.StateFile);
        Files.Delete(paths.Pid);
        TrustedTree.Delete(paths.Ports);
        Files.Delete(paths.Taken);
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Files.WriteAtomically(to, File.ReadAllBytes(from), FileModes.OwnerFile);
        }
    }
}
