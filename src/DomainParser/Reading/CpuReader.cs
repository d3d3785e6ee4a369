using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;cpu&gt; without &lt;numa&gt; (formatdomain, "CPU model and topology"; refusals: cpu.md 10).</summary>
internal static class CpuReader
{
    /// <summary>One that stands without its domain: nothing says how many vCPUs its NUMA cells may have.</summary>
    public static Cpu ReadAlone(XmlCursor cursor) => Read(cursor, new Vcpus { Maximum = uint.MaxValue });

    public static Cpu Read(XmlCursor cursor, Vcpus vcpus)
    {
        cursor.IgnoreChildren("arch");
        var cpu = new Cpu
        {
            Position = cursor.Position,
            Mode = cursor.Enum("mode", CpuMode.Names) ?? CpuMode.Custom,
            Match = cursor.Enum("match", CpuMatch.Names),
            Check = cursor.EnumOrDefault("check", CpuCheck.Names),
            Migratable = cursor.OnOff("migratable"),
            DeprecatedFeatures = cursor.OnOff("deprecated_features"),
            Vendor = cursor.ChildText("vendor"),
        };
        if (cpu.Migratable is not null && cpu.Mode is not (CpuMode.HostPassthrough or CpuMode.Maximum))
        {
            throw cursor.Error("the attribute 'migratable' belongs to the modes host-passthrough and maximum");
        }

        Model(cursor, cpu);
        cpu.Topology = cursor.Child("topology") is { } topology ? Topology(topology) : null;
        cpu.Cache = cursor.Child("cache") is { } cache ? Cache(cache) : null;
        cpu.MaxPhysAddr = cursor.Child("maxphysaddr") is { } maxPhysAddr ? MaxPhysAddr(maxPhysAddr) : null;
        Features(cursor, cpu);
        cpu.Numa = cursor.Child("numa") is { } numa ? NumaReader.Read(numa, vcpus.Maximum) : null;
        return cpu;
    }

    private static void Model(XmlCursor cursor, Cpu cpu)
    {
        if (cursor.FirstChild("model") is { } model)
        {
            string name = model.Content;
            cpu.Model = name.Length == 0 ? null : name;
            cpu.Fallback = model.EnumUnlessEmpty("fallback", CpuFallback.Names);
            cpu.VendorId = model.NonEmpty("vendor_id");
            if (cpu.VendorId is { } id && (id.Length != 12 || id.Contains(',', StringComparison.Ordinal)))
            {
                throw model.Error($"'{id}' is not a vendor_id: twelve characters without a comma would be right");
            }
        }

        if (cpu is { Model: null, Vendor: not null })
        {
            throw cursor.Error("CPU vendor specified without CPU model: <vendor> needs a <model> beside it");
        }
    }

    private static CpuTopology Topology(XmlCursor cursor)
    {
        var topology = new CpuTopology
        {
            Position = cursor.Position,
            Sockets = Count(cursor, "sockets", null),
            Dies = Count(cursor, "dies", 1),
            Clusters = cursor.Knows("10.1") ? Count(cursor, "clusters", 1) : cursor.Since("10.1").UInt("clusters") ?? 0,
            Cores = Count(cursor, "cores", null),
            Threads = Count(cursor, "threads", null),
        };
        return topology;
    }

    private static uint Count(XmlCursor cursor, string attribute, uint? fallback)
    {
        uint? value = cursor.UInt(attribute) ?? fallback;
        return value is { } v and > 0 ? v : throw cursor.Error($"<topology> needs the attribute '{attribute}', at least 1");
    }

    private static CpuCache Cache(XmlCursor cursor)
    {
        var cache = new CpuCache { Level = cursor.UInt("level"), Mode = cursor.RequiredEnum("mode", CpuCacheMode.Names) };
        return cache.Level is null or (>= 1 and <= 3) ? cache : throw cursor.Error("a CPU cache has a level from 1 to 3");
    }

    private static CpuMaxPhysAddr MaxPhysAddr(XmlCursor cursor) => new()
    {
        Mode = cursor.RequiredEnum("mode", CpuMaxPhysAddrMode.Names),
        Bits = cursor.UInt("bits"),
        Limit = cursor.Since("9.3").UInt("limit"),
    };

    private static void Features(XmlCursor cursor, Cpu cpu)
    {
        HashSet<string>? seen = null;
        foreach (XmlCursor child in cursor.Children("feature"))
        {
            if (cpu.HasNoModel)
            {
                throw child.Error("Non-empty feature list specified without CPU model: features need a <model> inside <cpu>");
            }

            string name = child.NonEmpty("name") ?? throw child.Error("<feature> needs the attribute 'name'");
            if (!(seen ??= []).Add(name))
            {
                throw child.Error($"CPU feature '{name}' is given more than once");
            }

            cpu.Features.Add(new CpuFeature
            {
                Position = child.Position,
                Name = name,
                Policy = child.Enum("policy", CpuFeaturePolicy.Names) ?? CpuFeaturePolicy.Require,
            });
        }
    }
}
