using Parallel = VirshLite.DomainParser.Model.Parallel;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;parallel&gt;; one without a port gets the next after the highest before it (completion.md 2.1).</summary>
internal static class ParallelReader
{
    public static Parallel Read(XmlCursor cursor, List<Parallel> before)
    {
        var parallel = new Parallel { Source = ChardevReader.Read(cursor) };
        cursor.IgnoreAttributes("tty");
        XmlCursor? target = cursor.Child("target");
        target?.IgnoreAttributes("type");
        parallel.Port = target?.UInt("port") ?? NextPort(before);
        DeviceReader.ReadCommon(cursor, parallel);
        CharacterDeviceRules.RefuseSpicevmc(cursor, parallel.Source);
        return parallel;
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
