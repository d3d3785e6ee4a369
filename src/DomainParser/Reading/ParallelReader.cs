using Parallel = VirshLite.DomainParser.Model.Parallel;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;parallel&gt;; one without a port gets the next after the highest before it (completion.md 2.1).</summary>
internal static class ParallelReader
{
    public static void ReadAll(XmlCursor devices, List<Parallel> parallels)
    {
        foreach (XmlCursor cursor in devices.Children("parallel"))
        {
            var parallel = new Parallel { Source = ChardevReader.Read(cursor) };
            cursor.IgnoreAttributes("tty");
            XmlCursor? target = cursor.Child("target");
            target?.IgnoreAttributes("type");
            parallel.Port = target?.UInt("port") ?? NextPort(parallels);
            DeviceReader.ReadCommon(cursor, parallel);
            CharacterDeviceRules.RefuseSpicevmc(cursor, parallel.Source);
            parallels.Add(parallel);
        }
    }

    private static uint NextPort(List<Parallel> parallels)
    {
        uint next = 0;
        foreach (Parallel parallel in parallels)
        {
            next = Math.Max(next, parallel.Port + 1);
        }

        return next;
    }
}
