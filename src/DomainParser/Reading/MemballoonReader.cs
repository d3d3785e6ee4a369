using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;memballoon&gt;; one of model none keeps nothing else.</summary>
internal static class MemballoonReader
{
    public static Memballoon Read(XmlCursor cursor)
    {
        var balloon = new Memballoon
        {
            Model = cursor.RequiredEnum("model", MemballoonModel.Names),
            AutoDeflate = cursor.OnOff("autodeflate"),
            FreePageReporting = cursor.OnOff("freePageReporting"),
            StatsPeriodSeconds = Math.Max(0, cursor.Child("stats")?.Int("period") ?? 0),
            Virtio = DeviceReader.ReadVirtioOptions(cursor.Child("driver")),
        };
        DeviceReader.ReadCommon(cursor, balloon);
        if (balloon.Model == MemballoonModel.None)
        {
            balloon.Address = null;
        }

        return balloon;
    }
}
