using System.Diagnostics;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.State;

/// <summary>
/// Moves a running guest into a freshly started QEMU on the same host. Its memory passes through a file, so the two QEMUs never have its disks, taps and
/// sockets at the same time, and whatever fails in between, the file can be restored.
/// </summary>
public sealed class QemuUpgrade(StateHost host)
{
    /// <summary>How long the guest stood still.</summary>
    /// <exception cref="DomainException">It goes on in the old QEMU, or the message names the file that brings it back.</exception>
    public TimeSpan Run(string guest, SaveOptions save, RestoreOptions restore)
    {
        var saving = new GuestSaving(host.Guests);
        GuestRecord record = saving.Running(guest);
        CheckCanStart(record, restore);
        string path = host.Guests.MovingFileOf(record.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileLock moving = FileLock.Take(path + ".lock");
        var watch = Stopwatch.StartNew();
        saving.Save(record.Name, path, save);
        try
        {
            new GuestRestoring(host.Guests).Restore(path, restore with { RunningReason = record.Reason, PausedReason = record.Reason });
        }
        catch (DomainException e)
        {
            throw new GuestException($"{e.Message}\nerror: the guest is off; its state is in '{path}': 'virshlite restore {path}' brings it back", e);
        }

        TimeSpan pause = watch.Elapsed;
        TrustedEntry.Remove(path);
        return pause;
    }

    /// <summary>What would keep the new QEMU from starting is better known before the old one ends.</summary>
    private void CheckCanStart(GuestRecord record, RestoreOptions restore)
    {
        Domain domain = DomainReader.Read(host.Guests.DomainXml(record.Name), new ReadingOptions { FileName = "live XML", IgnoreUnknown = true });
        _ = Translation.Plan(restore.ContextOf(domain, new TranslationOptions { GuestId = host.Guests.Store.PeekNextId() }));
    }
}
