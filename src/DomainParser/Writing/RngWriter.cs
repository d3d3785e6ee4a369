using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;rng&gt;.</summary>
internal static class RngWriter
{
    public static void Write(XmlOutput xml, Rng rng)
    {
        xml.Open("rng").Attr("model", VirtioModel.Names[rng.Model]);
        if (rng.RateBytes != 0)
        {
            xml.Open("rate").Attr("bytes", rng.RateBytes).Attr("period", rng.RatePeriodMilliseconds == 0 ? (uint?)null : rng.RatePeriodMilliseconds).Close();
        }

        xml.Open("backend").Attr("model", RngBackend.Names[rng.Backend]);
        if (rng.EgdSource is { } source)
        {
            ChardevWriter.WriteType(xml, source).EndStart();
            ChardevWriter.WriteChildren(xml, source);
            xml.Close();
        }
        else
        {
            xml.CloseWith(rng.File ?? "");
        }

        DriverWriter.WriteVirtio(xml, rng.Virtio);
        DeviceWriter.WriteCommon(xml, rng);
        xml.Close();
    }
}
