using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Confinement;
using VirshLite.Runner.Events;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Launching;
using VirshLite.Runner.Native;
using VirshLite.Runner.Networking;
using VirshLite.Runner.Passthrough;
using VirshLite.Runner.Qmp;
using VirshLite.Runner.Tuning;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Changes;

/// <summary>
/// Changes running guests: one change at a time, all or nothing. Where a step fails, or this process is killed, what was done before it is taken back, by the
/// guest's supervisor if need be; the guest's live XML follows once a change is through.
/// </summary>
public sealed class GuestChanging(GuestOperations guests, ChangeHost host)
{
    /// <summary>Carries out a change.</summary>
    /// <param name="guest">Name, id or UUID.</param>
    /// <param name="change">Makes the change's steps out of the guest as it is; between them it may look at what they brought.</param>
    /// <exception cref="DomainException">The change is refused, or a step of it failed.</exception>
    public void Run(string guest, Func<RunningGuest, StepResults, IEnumerable<PlanStep>> change)
    {
        GuestRecord record = Running(guest);
        GuestStore store = guests.Store;
        using FileLock one = FileLock.Take(LiveXml.LockOf(store, record.Name));
        using QmpClient monitor = guests.Connect(record);
        var running = new RunningGuest
        {
            Live = LiveXml.Read(store, record),
            CapabilitiesOf = host.CapabilitiesOf,
            Host = host.Facts,
            Settings = store.Settings,
            LastNodeNumber = LiveXml.LastNodeNumber(store, record.Name),
            NextFdSet = FreeFdSet(monitor),
        };
        string before = DomainWriter.Write(running.Live, live: true);
        var minding = new EventMinding(monitor);
        var results = new StepResults();
        using PrivateDev? dev = record.Qemu is { } qemu && store.Settings.Privileged ? PrivateDev.Of(qemu) : null;
        using PlanExecutor executor = Executor(record, monitor, running.Live, dev);
        try
        {
            minding.Begin(happened => executor.Run(Following(GuestEvents.On(running, happened.Name, happened.Data, results), executor, results)));
            executor.RunOrUndo(Following(change(running, results), executor, results));
            GuestNetworkPorts.Take(running.Live, store.Settings, executor.Resources.Interfaces.Select(i => i.Plan), store.JournalOf(record.Name), warn: null);
            foreach ((InterfacePlan network, string device) in executor.Resources.Interfaces)
            {
                HostInterface.Activate(network, device);
            }

            minding.End();
        }
        catch (QmpClosedException e)
        {
            throw new GuestException("operation failed: domain is no longer running", e);
        }
        catch (Exception e) when (e is NativeException or IOException or TimeoutException)
        {
            throw new GuestException(e.Message, e);
        }
        finally
        {
            // a change that failed may have left something: a controller that stays, an open tray
            string after = DomainWriter.Write(running.Live, live: true);
            if (after != before && store.Read(record.Name)?.Id == record.Id)
            {
                store.WriteDomainXml(record.Name, after);
                dev?.Keep(PrivateNodes.AllOf(running.Live, host.Facts, store.Settings.Confinement));
            }

            LiveXml.KeepNodeNumber(store, record.Name, running.LastNodeNumber);
        }
    }

    private GuestRecord Running(string guest)
    {
        GuestRecord record = guests.Get(guest);
        return record is { Started: true, State: GuestState.Running or GuestState.Paused or GuestState.PmSuspended or GuestState.Crashed }
            ? record
            : throw new GuestException("Requested operation is not valid: domain is not running");
    }

    private PlanExecutor Executor(GuestRecord record, QmpClient monitor, Domain live, PrivateDev? dev)
    {
        GuestStore store = guests.Store;
        Settings settings = store.Settings;
        CleanupJournal journal = store.JournalOf(record.Name);
        RunAs? owner = RunAs.OfRunning(settings, live, record.Qemu);
        var nodes = new NodeAccess(owner, journal, dev);
        var executor = new PlanExecutor(new PlanSubject(settings, journal)
        {
            Name = record.Name,
            Uuid = record.Uuid,
            Log = record.Log,
            Users = new PlanUsers(owner, settings.Confinement, DacLabels.MayChange(live)),
            Dev = dev,
            Allow = (path, access) =>
            {
                AppArmorGuard.Allow(store.DirectoryOf(record.Name), path, access);
                MachineScope.Allow(record.Qemu!.Value.Pid, path, access);
            },
            CheckPath = requirement => HostRequirements.Check(requirement, nodes),
            PrepareDevice = device => new HostDevicePreparation(record.Name, [device], store, nodes, journal, new DeviceHost()).Run(),
            Adapt = adapt => InterfaceAdaption.Run(adapt, record.Name, record.Uuid, settings, journal),
            Retune = domain => LiveTuning.Apply(domain, record, monitor, settings, journal),
            Guard = undo => UndoGuard.Tell(monitor, undo),
            Tell = happened => new EventHub(settings).Send(record.Name, happened),
        });
        executor.Connect(monitor);
        return executor;
    }

    /// <summary>The same steps; before the change goes on it gets to know what its last step brought.</summary>
    private static IEnumerable<PlanStep> Following(IEnumerable<PlanStep> steps, PlanExecutor executor, StepResults results)
    {
        foreach (PlanStep step in steps)
        {
            yield return step;
            foreach ((string name, System.Text.Json.JsonElement value) in executor.Monitor!.Kept)
            {
                results.Keep(name, value);
            }

            foreach ((InterfacePlan plan, string device) in executor.Resources.Interfaces)
            {
                results.KeepName($"tapfd-{plan.Alias}0", device);
            }
        }
    }

    private static int FreeFdSet(QmpClient monitor)
    {
        long highest = -1;
        foreach (System.Text.Json.JsonElement set in monitor.Execute("query-fdsets").EnumerateArray())
        {
            highest = Math.Max(highest, set.GetProperty("fdset-id").GetInt64());
        }

        return (int)highest + 1;
    }
}
