using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>
/// Plugs vCPUs into a running guest and takes them out (live-changes.md 9), one entity after the other; those that were done stay done where a later one fails.
/// </summary>
public static class VcpuChange
{
    private const string Hotpluggable = "hotpluggable";
    private const string Threads = "threads";

    /// <summary>What has to be asked first: the answers make the inventory that the changes work on.</summary>
    public static IEnumerable<PlanStep> Ask() =>
        [new QmpStep("query-hotpluggable-cpus") { KeepAs = Hotpluggable }, new QmpStep("query-cpus-fast") { KeepAs = Threads }];

    /// <summary>The inventory out of the answers to <see cref="Ask"/>.</summary>
    public static CpuInventory Inventory(Domain live, StepResults results) =>
        CpuInventory.Of(results.Of(Hotpluggable) ?? throw NotTold(), results.Of(Threads) ?? throw NotTold(), live.Vcpus.Maximum);

    /// <summary>Makes <paramref name="count"/> vCPUs run; QEMU is asked first which there are.</summary>
    /// <exception cref="DomainException">There are not so many, or none that can come or go.</exception>
    public static IEnumerable<PlanStep> SetCount(RunningGuest guest, uint count, StepResults results) =>
        Asked(guest, results, inventory => SetCount(guest, count, inventory, results));

    /// <summary>Makes the vCPUs of one entity come or go; QEMU is asked first.</summary>
    /// <exception cref="DomainException">They are no whole entity, cannot go, or are as they should be already.</exception>
    public static IEnumerable<PlanStep> SetOne(RunningGuest guest, NumberSet wanted, bool enable, StepResults results) =>
        Asked(guest, results, inventory => SetOne(guest, wanted, enable, inventory, results));

    private static IEnumerable<PlanStep> Asked(RunningGuest guest, StepResults results, Func<CpuInventory, IEnumerable<PlanStep>> change)
    {
        foreach (PlanStep step in Ask())
        {
            yield return step;
        }

        foreach (PlanStep step in change(Inventory(guest.Live, results)))
        {
            yield return step;
        }
    }

    /// <summary>Makes <paramref name="count"/> vCPUs run.</summary>
    /// <exception cref="DomainException">There are not so many, or none that can come or go.</exception>
    public static IEnumerable<PlanStep> SetCount(RunningGuest guest, uint count, CpuInventory inventory, StepResults results)
    {
        if (count > guest.Live.Vcpus.Maximum)
        {
            throw DomainException.Argument($"requested vcpus is greater than max allowable vcpus for the live domain: {count} > {guest.Live.Vcpus.Maximum}");
        }

        uint present = (uint)inventory.Vcpus.Count(v => v.IsOnline);
        List<CpuInstance> chosen = [];
        if (count > present)
        {
            foreach (CpuInstance vcpu in inventory.Vcpus.Where(v => v.EntitySize > 0 && !v.IsOnline))
            {
                if (present == count)
                {
                    break;
                }

                present += vcpu.EntitySize;
                chosen.Add(vcpu);
                if (present > count)
                {
                    throw DomainException.Unsupported("target vm vcpu granularity does not allow the desired vcpu count");
                }
            }
        }
        else
        {
            foreach (CpuInstance vcpu in inventory.Vcpus.Reverse().Where(v => v.EntitySize > 0 && v.IsOnline && v.Alias is not null))
            {
                if (present == count)
                {
                    break;
                }

                if (present < count + vcpu.EntitySize)
                {
                    throw DomainException.Unsupported("target vm vcpu granularity does not allow the desired vcpu count");
                }

                present -= vcpu.EntitySize;
                chosen.Add(vcpu);
            }
        }

        if (present != count)
        {
            throw DomainException.Unsupported("failed to find appropriate hotpluggable vcpus to reach the desired target vcpu count");
        }

        return chosen.SelectMany(vcpu => Switch(guest, vcpu, !vcpu.IsOnline, results));
    }

    /// <summary>Makes the vCPUs of one entity come or go.</summary>
    /// <exception cref="DomainException">They are no whole entity, cannot go, or are as they should be already.</exception>
    public static IEnumerable<PlanStep> SetOne(RunningGuest guest, NumberSet wanted, bool enable, CpuInventory inventory, StepResults results)
    {
        CpuInstance? entity = null;
        foreach (uint id in wanted.Members())
        {
            if (id >= inventory.Vcpus.Count)
            {
                throw DomainException.Argument($"vcpu {id} is not present in live config");
            }

            CpuInstance vcpu = inventory.Vcpus[(int)id];
            if (vcpu.IsOnline == enable)
            {
                throw DomainException.Argument($"vcpu '{id}' is already in requested state");
            }

            if (vcpu.IsOnline && !vcpu.IsHotpluggable)
            {
                throw DomainException.NotSupported($"vcpu '{id}' can't be unplugged");
            }
        }

        foreach (CpuInstance first in inventory.Vcpus.Where(v => v.EntitySize > 0))
        {
            List<uint> inside = [.. Enumerable.Range((int)first.Id, (int)first.EntitySize).Select(i => (uint)i)];
            List<uint> selected = inside.FindAll(id => wanted.Contains(id));
            if (selected.Count == 0)
            {
                continue;
            }

            if (selected.Count != inside.Count)
            {
                throw selected[0] != first.Id && selected.Count == 1
                    ? DomainException.Argument($"vcpu '{selected[0]}' belongs to a larger hotpluggable entity, but siblings were not selected")
                    : DomainException.Argument(
                        $"vcpu '{inside.Find(id => !selected.Contains(id))}' was not selected but it belongs to hotpluggable entity "
                        + $"'{inside[0]}-{inside[^1]}' which was partially selected");
            }

            entity = entity is null ? first : throw DomainException.NotSupported("only one hotpluggable entity can be selected");
        }

        return entity is null ? [] : Switch(guest, entity, enable, results);
    }

    /// <summary>Enables or disables in a definition: what runs at the next start.</summary>
    /// <exception cref="DomainException">There are not so many.</exception>
    public static void SetCount(Domain config, uint count, bool hotpluggable)
    {
        Vcpus vcpus = config.Vcpus;
        if (count > vcpus.Maximum)
        {
            throw DomainException.Argument($"requested vcpus is greater than max allowable vcpus for the persistent domain: {count} > {vcpus.Maximum}");
        }

        if (!hotpluggable && vcpus.Individual.Count == 0)
        {
            vcpus.Current = count == vcpus.Maximum ? null : count;
            return;
        }

        List<Vcpu> list = Individual(vcpus);
        uint online = (uint)list.Count(v => v.Enabled);
        bool isBehind = false;
        foreach (Vcpu vcpu in list)
        {
            isBehind |= vcpu.Hotpluggable == true && vcpu.Enabled;
            if (online < count && !vcpu.Enabled)
            {
                vcpu.Enabled = true;
                vcpu.Hotpluggable = hotpluggable || isBehind;
                online++;
            }
        }

        for (int i = list.Count - 1; i >= 0 && online > count; i--)
        {
            if (list[i].Enabled)
            {
                list[i].Enabled = false;
                list[i].Hotpluggable = true;
                online--;
            }
        }

        list.ForEach(v =>
        {
            v.Order = null;
            v.Hotpluggable ??= !v.Enabled;
        });
    }

    /// <summary>The same, one by one.</summary>
    /// <exception cref="DomainException">One of them cannot be switched.</exception>
    public static void SetOne(Domain config, NumberSet wanted, bool enable)
    {
        List<Vcpu> list = Individual(config.Vcpus);
        foreach (uint id in wanted.Members())
        {
            if (id == 0)
            {
                throw DomainException.Argument("vCPU '0' can't be modified");
            }

            if (id >= list.Count)
            {
                throw DomainException.Argument($"vCPU '{id}' is not present in persistent domain");
            }

            if (!enable && list.Skip((int)id + 1).FirstOrDefault(v => v.Enabled && v.Hotpluggable == false && !wanted.Contains(v.Id)) is not null)
            {
                throw DomainException.Argument($"vcpu '{id}' can't be modified as it is followed by non-hotpluggable online vcpus");
            }
        }

        foreach (uint id in wanted.Members())
        {
            list[(int)id].Enabled = enable;
            list[(int)id].Hotpluggable = true;
        }

        list.ForEach(v =>
        {
            v.Order = null;
            v.Hotpluggable ??= !v.Enabled;
        });
    }

    /// <summary>How many vCPUs a definition has at most; a single NUMA cell's CPUs stretch with it.</summary>
    /// <exception cref="DomainException">Topology or NUMA cells say otherwise.</exception>
    public static void SetMaximum(Domain config, uint maximum)
    {
        if (config.Cpu?.Topology is { } topology && (ulong)topology.Sockets * topology.Dies * topology.Clusters * topology.Cores * topology.Threads != maximum)
        {
            throw DomainException.Argument("CPU topology doesn't match the desired vcpu count");
        }

        if (config.Cpu?.Numa?.Cells is { Count: > 0 } cells)
        {
            if (cells.Count == 1)
            {
                cells[0].Cpus = NumberSet.Range(0, maximum - 1);
            }
            else if (cells.Sum(c => c.Cpus?.Count ?? 0) > maximum)
            {
                throw DomainException.Argument("Number of CPUs in <numa> exceeds the desired maximum vcpu count");
            }
        }

        Vcpus vcpus = config.Vcpus;
        uint online = Math.Min(vcpus.OnlineCount, maximum);
        if (vcpus.Individual.Count > 0)
        {
            vcpus.Individual.RemoveAll(v => v.Id >= maximum);
            for (uint id = (uint)vcpus.Individual.Count; id < maximum; id++)
            {
                vcpus.Individual.Add(new Vcpu { Id = id });
            }
        }

        vcpus.Maximum = maximum;
        vcpus.Current = online == maximum ? null : online;
    }

    private static IEnumerable<PlanStep> Switch(RunningGuest guest, CpuInstance vcpu, bool enable, StepResults results)
    {
        if (enable)
        {
            string alias = string.Create(CultureInfo.InvariantCulture, $"vcpu{vcpu.Id}");
            PropertyBag properties = new PropertyBag().Add("driver", vcpu.Type).Add("id", alias);
            foreach (JsonProperty property in vcpu.Properties.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Number)
                {
                    properties.Add(property.Name, property.Value.GetInt64());
                }
                else
                {
                    properties.Add(property.Name, property.Value.GetString());
                }
            }

            yield return new QmpStep("device_add", properties);
        }
        else
        {
            PropertyBag ofDevice = new PropertyBag().Add("device", vcpu.Alias);
            yield return PlugSteps.Command("device_del", ("id", vcpu.Alias!));
            yield return new WaitForEvent([new("DEVICE_DELETED") { Data = ofDevice }], guest.UnplugWait)
            {
                MayBeMissing = true,
                KeepAs = DeviceDetach.Gone,
                Failures = [new("DEVICE_UNPLUG_GUEST_ERROR") { Data = ofDevice }],
                Purpose = "vcpu unplug request was rejected by the guest",
            };
            if (results.Of(DeviceDetach.Gone) is null)
            {
                throw new DomainException("vcpu unplug request timed out. Unplug result must be manually inspected in the domain", default,
                    RefusalKind.TimedOut);
            }
        }

        foreach (PlanStep step in Ask())
        {
            yield return step;
        }

        Learn(guest.Live, Inventory(guest.Live, results));
        if (enable)
        {
            // its thread came out of another of QEMU's, with that one's affinity and group
            yield return new Retune(guest.Live);
        }
    }

    /// <summary>From the first change on the XML lists every vCPU.</summary>
    internal static void Learn(Domain live, CpuInventory inventory)
    {
        Vcpus vcpus = live.Vcpus;
        vcpus.Individual.Clear();
        foreach (CpuInstance vcpu in inventory.Vcpus)
        {
            vcpus.Individual.Add(new Vcpu
            {
                Id = vcpu.Id,
                Enabled = vcpu.IsOnline,
                Hotpluggable = vcpu.IsHotpluggable,
                Order = vcpu.IsOnline
                ? vcpu.Order : null
            });
        }
    }

    private static List<Vcpu> Individual(Vcpus vcpus)
    {
        if (vcpus.Individual.Count == 0)
        {
            uint online = vcpus.OnlineCount;
            for (uint id = 0; id < vcpus.Maximum; id++)
            {
                vcpus.Individual.Add(new Vcpu { Id = id, Enabled = id < online, Hotpluggable = id >= online });
            }
        }

        return vcpus.Individual;
    }

    private static DomainException NotTold() => DomainException.Internal("QEMU has not told of its vCPUs");
}
