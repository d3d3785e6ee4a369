using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;rng&gt; (devices.md 8.2).</summary>
internal static class RngReader
{
    public static Rng Read(XmlCursor cursor)
    {
        var rng = new Rng { Model = cursor.RequiredEnum("model", VirtioModel.Names) };
        if (cursor.Child("rate") is { } rate)
        {
            rng.RateBytes = rate.NonEmpty("bytes") is null ? 0 : rate.UInt("bytes") ?? 0;
            uint period = rate.NonEmpty("period") is null ? 0 : rate.UInt("period") ?? 0;
            rng.RatePeriodMilliseconds = rng.RateBytes == 0 ? 0 : period;
            if (rng.RateBytes == 0)
            {
                rate.Context.Ignored("<rate> without bytes is no limit", rate.Position);
            }
        }

        XmlCursor backend = cursor.OnlyChild("backend") ?? throw cursor.Error($"<{cursor.Name}> needs a <backend>");
        rng.Backend = backend.RequiredEnum("model", RngBackend.Names);
        switch (rng.Backend)
        {
            case RngBackend.Random:
                rng.File = backend.OwnText is { Length: > 0 } file ? file : null;
                break;
            case RngBackend.Egd:
                rng.EgdSource = ChardevReader.ReadRequired(backend);
                break;
        }

        rng.Virtio = DeviceReader.ReadVirtioOptions(cursor.Child("driver"));
        DeviceReader.ReadCommon(cursor, rng);
        return rng;
    }
}
