package compose;

/**
 * What may stand where in a Compose file, after the Compose specification's schema (compose-spec.json of compose-go
 * 2.9). One line a key, below the name of its kind of mapping: the key, {@code !} when it must be there, {@code +VERSION}
 * when Compose knows it only from there on (compose-go 2.10 and later), and what it takes. {@code integer[A..B]} is a
 * range, either end of which may be open. {@code names(T)} is a mapping from names of the user's own, {@code map(T)} one with any keys, {@code set(T)} a
 * list without repetitions. Every kind of mapping takes {@code x-} keys too, unless its name ends in {@code !}.
 */
final class SchemaTable {
    private SchemaTable() {}

    static final String TEXT = """
            file
              version string
              name string
              include list(string | include)
              services names(service)
              models names(model)
              networks names(network | null)
              volumes names(volume | null)
              secrets names(secret)
              configs names(config)
            include!
              path strings
              env_file strings
              project_directory string
            service
              annotations pairs
              attach flag
              build string | build
              blkio_config blkio_config
              cap_add list(string)
              cap_drop list(string)
              cgroup "host" "private"
              cgroup_parent string
              command command
              configs list(string | mount)
              container_name string
              cpu_count string | integer[0..]
              cpu_percent string | integer[0..100]
              cpu_shares number | string
              cpu_quota number | string
              cpu_period number | string
              cpu_rt_period number | string
              cpu_rt_runtime number | string
              cpus number | string
              cpuset string
              credential_spec credential_spec
              depends_on set(string) | names(dependency)
              deploy deploy | null
              develop develop | null
              device_cgroup_rules set(string)
              devices list(string | device)
              dns strings
              dns_opt list(string)
              dns_search strings
              domainname string
              entrypoint command
              env_file string | list(string | env_file)
              label_file string | list(string)
              environment pairs
              expose list(string | number)
              extends string | extends
              provider provider
              external_links set(string)
              extra_hosts hosts
              gpus "all" | list(gpu)
              group_add set(string | number)
              healthcheck healthcheck
              hostname string
              image string
              init flag
              ipc string
              isolation string
              labels pairs
              links list(string)
              logging logging
              mac_address string
              mem_limit number | string
              mem_reservation integer | string
              mem_swappiness integer | string
              memswap_limit number | string
              network_mode string
              models set(string) | names(service_model | null)
              networks set(string) | names(service_network | null)
              oom_kill_disable flag
              oom_score_adj string | integer[-1000..1000]
              pid string | null
              pids_limit number | string
              platform string
              ports list(number | string | port)
              pre_start+5.3 list(start_hook)
              post_start list(hook)
              pre_stop list(hook)
              privileged flag
              profiles set(string)
              pull_policy string
              pull_refresh_after string
              read_only flag
              restart string
              runtime string
              scale integer | string
              security_opt set(string)
              shm_size number | string
              secrets list(string | mount)
              sysctls pairs
              stdin_open flag
              stop_grace_period string
              stop_signal string
              storage_opt map(any)
              tmpfs strings
              tty flag
              ulimits map(integer | string | ulimit)
              use_api_socket boolean
              user string
              uts string
              userns_mode string
              volumes list(string | service_volume)
              volumes_from set(string)
              working_dir string
            build
              context string
              dockerfile string
              dockerfile_inline string
              entitlements list(string)
              args pairs
              ssh pairs
              labels pairs
              cache_from list(string)
              cache_to list(string)
              no_cache flag
              no_cache_filter+5.0 strings
              additional_contexts pairs
              network string
              provenance flag
              sbom flag
              pull flag
              target string
              shm_size integer | string
              extra_hosts hosts
              isolation string
              privileged flag
              secrets list(string | mount)
              tags list(string)
              ulimits map(integer | string | ulimit)
              platforms list(string)
            blkio_config!
              device_read_bps list(blkio_limit)
              device_read_iops list(blkio_limit)
              device_write_bps list(blkio_limit)
              device_write_iops list(blkio_limit)
              weight integer | string
              weight_device list(blkio_weight)
            blkio_limit!
              path string
              rate integer | string
            blkio_weight!
              path string
              weight integer | string
            credential_spec
              config string
              file string
              registry string
            dependency
              restart flag
              required boolean
              condition! "service_started" "service_healthy" "service_completed_successfully"
            device
              source! string
              target string
              permissions string
            env_file!
              path! string
              format string
              required flag
            extends!
              service! string
              file string
            provider
              type! string
              options map(scalar | list(scalar))
            gpu
              capabilities set(string)
              count string | integer
              device_ids set(string)
              driver string
              options pairs
            reserved_device
              capabilities! set(string)
              count string | integer
              device_ids set(string)
              driver string
              options pairs
            healthcheck
              disable flag
              interval string
              retries number | string
              test string | list(string)
              timeout string
              start_period string
              start_interval string
            logging
              driver string
              options map(string | number | null)
            service_model
              endpoint_var string
              model_var string
            service_network
              aliases set(string)
              interface_name string
              ipv4_address string
              ipv6_address string
              link_local_ips set(string)
              mac_address string
              driver_opts map(string | number)
              priority number
              gw_priority number
            port
              name string
              mode string
              host_ip string
              target integer | string
              published string | integer
              protocol string
              app_protocol string
            mount
              source string
              target string
              uid string
              gid string
              mode number | string
            service_volume
              type! "bind" "volume" "tmpfs" "cluster" "npipe" "image"
              source string
              target string
              read_only flag
              consistency string
              bind bind
              volume volume_mount
              tmpfs tmpfs
              image image_mount
            bind
              propagation string
              create_host_path flag
              recursive "enabled" "disabled" "writable" "readonly"
              selinux "z" "Z"
            volume_mount
              labels pairs
              nocopy flag
              subpath string
            tmpfs
              size integer[0..] | string
              mode number | string
            image_mount
              subpath string
            ulimit
              hard! integer | string
              soft! integer | string
            hook
              command! command
              user string
              privileged flag
              working_dir string
              environment pairs
            start_hook
              command command
              image string
              per_replica flag
              user string
              privileged flag
              working_dir string
              environment pairs
            develop
              watch list(watch)
            watch
              ignore strings
              include strings
              path! string
              action! "rebuild" "sync" "restart" "sync+restart" "sync+exec"
              target string
              exec hook
              initial_sync boolean
            deploy
              mode string
              endpoint_mode string
              replicas integer | string
              labels pairs
              rollback_config update
              update_config update
              resources resources
              restart_policy restart_policy
              placement placement
            update
              parallelism integer | string
              delay string
              failure_action string
              monitor string
              max_failure_ratio number | string
              order "start-first" "stop-first"
            resources
              limits limits
              reservations reservations
            limits
              cpus number | string
              memory string
              pids integer | string
            reservations
              cpus number | string
              memory string
              generic_resources list(generic_resource)
              devices list(reserved_device)
            generic_resource
              discrete_resource_spec discrete_resource_spec
            discrete_resource_spec
              kind string
              value number | string
            restart_policy
              condition string
              delay string
              max_attempts integer | string
              window string
            placement
              constraints list(string)
              preferences list(preference)
              max_replicas_per_node integer | string
            preference
              spread string
            network
              name string
              driver string
              driver_opts map(string | number)
              ipam ipam
              external flag | external
              internal flag
              enable_ipv4 flag
              enable_ipv6 flag
              attachable flag
              labels pairs
            ipam
              driver string
              config list(ipam_config)
              options map(string)
            ipam_config
              subnet string
              ip_range string
              gateway string
              aux_addresses map(string)
            volume
              name string
              driver string
              driver_opts map(string | number)
              external flag | external
              labels pairs
            secret
              name string
              environment string
              file string
              external flag | external
              labels pairs
              driver string
              driver_opts map(string | number)
              template_driver string
            config
              name string
              content string
              environment string
              file string
              external flag | external
              labels pairs
              template_driver string
            external
              name string
            model
              name string
              model! string
              context_size integer
              runtime_flags list(string)
            """;
}
