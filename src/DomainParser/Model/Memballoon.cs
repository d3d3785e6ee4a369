namespace VirshLite.DomainParser.Model;

public sealed class Memballoon : Device
{
}
