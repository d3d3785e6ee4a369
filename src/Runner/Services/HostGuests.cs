using System.Text;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Services;

/// <summary>
/// Guests with their host, as libvirt-guests and libvirt's autostart have it (host-takeover.md 8): up with it, those marked for it and those that ran when it
/// went down; down with it, saved or powered off.
/// </summary>
/// <param name="guests">The guests.</param>
/// <param name="known">With their definitions.</param>
/// <param name="definitions">For links that count once.</param>
/// <param name="settings">Where notes are kept.</param>
/// <param name="service">libvirt-guests' settings.</param>
public sealed class HostGuests(GuestOperations guests, KnownGuests known, DefinitionStore definitions, Settings settings, GuestServiceSettings service)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>A host boots once until its /run is empty again.</summary>
    private string Stamp => settings.StateDirectory + "/autostarted";

    private string RanAtShutdown => settings.LibDirectory + "/ran-at-shutdown";

    /// <summary>
    /// Starts what ran when the host went down, in that order, then what is marked to start with it, by name; once a boot. One that fails does not hold up the
    /// next.
    /// </summary>
    /// <param name="start">Starts a guest by its name; false where that failed and was told.</param>
    /// <returns>How many failed.</returns>
    public int Start(Func<string, bool> start)
    {
        List<GuestDefinition> wanted = [];
        if (File.Exists(RanAtShutdown))
        {
            if (service.StartOnBoot)
            {
                wanted.AddRange(File.ReadLines(RanAtShutdown).Select(l => Guid.TryParse(l, out Guid uuid) ? definitions.WithUuid(uuid) : null)
                    .OfType<GuestDefinition>());
            }

            File.Delete(RanAtShutdown);
        }

        if (!File.Exists(Stamp))
        {
            Files.MakeDirectory(settings.StateDirectory, FileModes.PublicDirectory);
            Files.WriteAtomically(Stamp, [], FileModes.OwnerFile);
            wanted.AddRange(definitions.All().Where(d => (d.Autostart || d.AutostartOnce) && !wanted.Contains(d)));
        }

        int failed = 0;
        bool first = true;
        foreach (GuestDefinition definition in wanted)
        {
            if (guests.Find(definition.Name) is null)
            {
                if (!first)
                {
                    Thread.Sleep(service.StartDelay);
                }

                first = false;
                failed += start(definition.Name) ? 0 : 1;
            }

            if (definition.AutostartOnce)
            {
                definitions.SetAutostart(definition, once: true, enabled: false);
            }
        }

        return failed;
    }

    /// <summary>
    /// Saves or powers off all guests that run, and notes which those were. Guests that do not power off in time are left to the service manager.
    /// </summary>
    /// <param name="save">Saves a guest by its name, to be restored when it is started; false where it cannot be. null: nobody can.</param>
    /// <param name="say">Told what happens.</param>
    /// <returns>How many still run.</returns>
    public int Stop(Func<string, bool>? save, Action<string> say)
    {
        bool saves = service.OnShutdown == ShutdownAction.Suspend && save is not null;
        IReadOnlyList<KnownGuest> running = [.. known.All(active: true, inactive: false).Where(g => g.IsPersistent || !(service.PersistentOnly ?? saves))];
        Files.MakeDirectory(settings.LibDirectory, FileModes.PublicDirectory);
        Files.WriteAtomically(RanAtShutdown, Encoding.ASCII.GetBytes(string.Concat(running.Where(g => g.IsPersistent).Select(g => g.Uuid + "\n"))),
            FileModes.OwnerFile, durable: true);
        List<string> left = [];
        foreach (KnownGuest guest in running)
        {
            if (saves && guest.IsPersistent)
            {
                say($"saving {guest.Name}");
                if (save!(guest.Name))
                {
                    continue;
                }
            }

            left.Add(guest.Name);
        }

        return PowerOff(new Queue<string>(left), say);
    }

    private int PowerOff(Queue<string> waiting, Action<string> say)
    {
        Dictionary<string, long> asked = [];
        bool parallel = service.ParallelShutdown > 1;
        long end = Deadline();
        int late = 0;
        while (waiting.Count > 0 || asked.Count > 0)
        {
            while (waiting.Count > 0 && asked.Count < service.ParallelShutdown)
            {
                string name = waiting.Dequeue();
                say($"powering {name} off");
                if (guests.MayRunElsewhere(name) is { } words)
                {
                    say($"{name}: {words}");
                    continue;
                }

                Ask(name);
                asked[name] = parallel ? end : Deadline();
            }

            Thread.Sleep(Interval);
            foreach ((string name, long deadline) in asked.ToArray())
            {
                if (guests.Find(name) is null)
                {
                    asked.Remove(name);
                }
                else if (Environment.TickCount64 > deadline)
                {
                    say($"{name} has not powered off in time");
                    asked.Remove(name);
                    late++;
                }
            }

            if (parallel && late > 0)
            {
                return late + waiting.Count;
            }
        }

        return late;

        long Deadline() => service.ShutdownTimeout is { } limit ? Environment.TickCount64 + (long)limit.TotalMilliseconds : long.MaxValue;

        void Ask(string name)
        {
            try
            {
                if (guests.Find(name) is { State: GuestState.Paused })
                {
                    guests.Resume(name);
                }

                guests.Shutdown(name);
            }
            catch (GuestException e)
            {
                say($"{name}: {e.Message}");
            }
        }
    }
}
