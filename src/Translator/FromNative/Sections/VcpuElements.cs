using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Sections;

/// <summary>-smp and iothreads.</summary>
internal static class VcpuElements
{
    public static void Add(NativeCommand native)
    {
        NativeOption? smp = native.One("-smp");
        smp?.Take();
        long? cpus = smp?.TakeNumber("cpus");
        long? sockets = smp?.TakeNumber("sockets");
        long? saidDies = smp?.TakeNumber("dies");
        long? saidClusters = smp?.TakeNumber("clusters");
        long dies = saidDies ?? 1;
        long clusters = saidClusters ?? 1;
        long? cores = smp?.TakeNumber("cores");
        long? threads = smp?.TakeNumber("threads");
        long maximum = smp?.TakeNumber("maxcpus") ?? cpus ?? (sockets ?? 1) * dies * clusters * (cores ?? 1) * (threads ?? 1);
        long current = cpus ?? maximum;
        native.Domain.Add(Element("vcpu", Attribute("placement", "static"), current == maximum ? null : Attribute("current", current), Numbers.Text(maximum)));
        bool isPlain = (sockets ?? maximum) == maximum && (cores ?? 1) == 1 && (threads ?? 1) == 1 && saidDies is null && saidClusters is null;
        if (!isPlain)
        {
            // QEMU works out what is missing
            long perSocket = dies * clusters;
            cores ??= sockets is { } s ? Math.Max(1, maximum / (s * perSocket * (threads ?? 1))) : 1;
            threads ??= Math.Max(1, maximum / (Math.Max(1, sockets ?? 1) * perSocket * cores.Value));
            sockets ??= Math.Max(1, maximum / (perSocket * cores.Value * threads.Value));
            native.Domain.Child("cpu").Add(Element(
                "topology",
                Attribute("sockets", sockets),
                Attribute("dies", saidDies),
                Attribute("clusters", saidClusters),
                Attribute("cores", cores),
                Attribute("threads", threads)));
        }

        IoThreads(native);
    }

    private static void IoThreads(NativeCommand native)
    {
        var ids = new XElement("iothreadids");
        foreach (NativeOption thread in native.All("-object").Where(o => o.Kind == "iothread").ToList())
        {
            int? named = thread.Id?.StartsWith("iothread", StringComparison.Ordinal) == true ? Numbers.Trailing(thread.Id) : null;
            int number = named is > 0 ? named.Value : ids.Elements().Count() + 1;
            thread.Take();
            native.IoThreads[thread.Id ?? ""] = number;
            long? poll = thread.TakeNumber("poll-max-ns");
            long? grow = thread.TakeNumber("poll-grow");
            long? shrink = thread.TakeNumber("poll-shrink");
            ids.Add(Element(
                "iothread",
                Attribute("id", number.ToString(CultureInfo.InvariantCulture)),
                Attribute("thread_pool_min", thread.Take("thread-pool-min")),
                Attribute("thread_pool_max", thread.Take("thread-pool-max")),
                poll is null && grow is null && shrink is null
                    ? null : Element("poll", Attribute("max", poll), Attribute("grow", grow), Attribute("shrink", shrink))));
        }

        if (ids.HasElements)
        {
            native.Domain.Add(Element("iothreads", Numbers.Text(ids.Elements().Count())), ids);
        }

        // the pool of QEMU's own loop
        if (native.All("-object").FirstOrDefault(o => o.Kind == "main-loop") is { } loop)
        {
            loop.Take();
            native.Domain.Add(Element(
                "defaultiothread", Attribute("thread_pool_min", loop.Take("thread-pool-min")), Attribute("thread_pool_max", loop.Take("thread-pool-max"))));
        }
    }
}
