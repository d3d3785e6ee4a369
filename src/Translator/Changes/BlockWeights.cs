using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Changes;

/// <summary>&lt;blkiotune&gt; of a guest: its weight and limits on block devices of the host (live-changes.md 9.6). null = as it is.</summary>
public sealed record BlockWeights
{
    private static readonly (string Name, Func<BlkioDevice, ulong?> Get, Action<BlkioDevice, ulong?> Set)[] OfDevices =
    [
        ("device_weight", d => d.Weight, (d, v) => d.Weight = (uint?)v),
        ("device_read_iops_sec", d => d.ReadIopsSec, (d, v) => d.ReadIopsSec = (uint?)v),
        ("device_write_iops_sec", d => d.WriteIopsSec, (d, v) => d.WriteIopsSec = (uint?)v),
        ("device_read_bytes_sec", d => d.ReadBytesSec, (d, v) => d.ReadBytesSec = v),
        ("device_write_bytes_sec", d => d.WriteBytesSec, (d, v) => d.WriteBytesSec = v),
    ];

    public uint? Weight { get; init; }

    /// <summary>PATH,VALUE,PATH,VALUE … by the names that <c>blkiotune</c> shows; a value of 0 takes the limit away.</summary>
    public IReadOnlyDictionary<string, string> Devices { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of values that stand by device.</summary>
    public static IEnumerable<string> DeviceNames => OfDevices.Select(d => d.Name);

    /// <summary>As <c>blkiotune</c> shows them.</summary>
    /// <param name="domain">The running or the stored domain.</param>
    /// <param name="usual">The weight where the domain says nothing: 100 of a running guest, 0 of a stored one.</param>
    public static string Text(Domain domain, uint usual)
    {
        BlkioTune tune = domain.BlkioTune ?? new BlkioTune();
        return ParameterText.Of(
        [
            ("weight", (tune.Weight ?? usual).ToString(CultureInfo.InvariantCulture)),
            .. OfDevices.Select(p => (p.Name, string.Join(',',
                tune.Devices.Where(d => p.Get(d) is > 0).Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Path},{p.Get(d)}"))))),
        ]);
    }

    /// <exception cref="DomainException">A list of devices is none.</exception>
    public IEnumerable<PlanStep> Live(RunningGuest guest)
    {
        Domain copy = RunningGuest.Copy(guest.Live, live: true);
        Put(copy);
        yield return new Retune(copy);
        Config(guest.Live);
    }

    /// <exception cref="DomainException">A list of devices is none.</exception>
    public void Config(Domain domain)
    {
        Put(domain);
        Tidy(domain);
    }

    private void Put(Domain domain)
    {
        BlkioTune tune = domain.BlkioTune ??= new BlkioTune();
        tune.Weight = Weight ?? tune.Weight;
        foreach ((string name, string list) in Devices)
        {
            Action<BlkioDevice, ulong?> set = OfDevices.First(d => d.Name == name).Set;
            string[] words = list.Split(',');
            if (words.Length % 2 != 0)
            {
                throw DomainException.Argument($"unable to parse blkio device '{name}' '{list}'");
            }

            for (int i = 0; i < words.Length; i += 2)
            {
                if (!ulong.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong value))
                {
                    throw DomainException.Argument($"invalid value '{words[i + 1]}' for parameter '{name}' of device '{words[i]}'");
                }

                set(DeviceOf(tune, words[i]), value);
            }
        }
    }

    private static BlkioDevice DeviceOf(BlkioTune tune, string path)
    {
        if (tune.Devices.Find(d => d.Path == path) is { } present)
        {
            return present;
        }

        var device = new BlkioDevice { Path = path };
        tune.Devices.Add(device);
        return device;
    }

    /// <summary>What is 0 is no limit any longer.</summary>
    private static void Tidy(Domain domain)
    {
        BlkioTune tune = domain.BlkioTune!;
        foreach (BlkioDevice device in tune.Devices)
        {
            foreach ((_, Func<BlkioDevice, ulong?> get, Action<BlkioDevice, ulong?> set) in OfDevices)
            {
                if (get(device) == 0)
                {
                    set(device, null);
                }
            }
        }

        tune.Devices.RemoveAll(d => OfDevices.All(p => p.Get(d) is null));
        tune.Weight = tune.Weight == 0 ? null : tune.Weight;
        if (tune.Weight is null && tune.Devices.Count == 0)
        {
            domain.BlkioTune = null;
        }
    }
}
