namespace VirshLite.DomainParser.Model;

public sealed class Nvram : Device
{
}
