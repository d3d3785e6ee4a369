# A guest as a Nomad job: raw_exec runs virshlite as a service manager would. On the client: virshlite, QEMU, and raw_exec enabled.
job "web" {
  datacenters = ["dc1"]
  type        = "service"

  group "guest" {
    count = 1

    restart {
      attempts = 3
      delay    = "15s"
    }

    task "web" {
      driver = "raw_exec"

      config {
        command = "/usr/bin/virshlite"
        args    = ["start", "--foreground", "/srv/guests/web.xml"]
      }

      # the guest is told to power off, and has that long
      kill_signal  = "SIGTERM"
      kill_timeout = "300s"

      resources {
        cpu    = 2000
        memory = 2300
      }
    }
  }
}
